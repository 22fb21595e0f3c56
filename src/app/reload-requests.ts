import { faultText } from '../platform/log.ts';
import type { Cancel } from '../platform/clock.ts';
import type { AppParts } from './parts.ts';
import { lastRequest, putAnswer, type ReloadAnswer, type ReloadRequest } from './reload-desk.ts';

/** The command line is answered within a second. */
const LOOK_MS = 500;

type Ask = (request: ReloadRequest) => Promise<Omit<ReloadAnswer, 'id'>>;

/** Hears requests that are put into the store from now on, and answers them there. */
export async function hearRequests({ store, clock, log }: AppParts, ask: Ask) {
  const { rows } = store;
  let cancel: Cancel = () => undefined;
  let isClosed = false;
  // What was asked before this start has been read by it.
  let seen = (await lastRequest(rows))?.id;
  const look = async (): Promise<void> => {
    const request = await lastRequest(rows);
    if (request === undefined || request.id === seen) return;
    seen = request.id;
    await putAnswer(rows, { id: request.id, ...(await ask(request)) });
  };
  const again = (): void => {
    if (isClosed) return;
    cancel = clock.after(LOOK_MS, () => {
      look()
        .catch((fault: unknown) => log('warn', 'no reload request', { fault: faultText(fault) }))
        .finally(again);
    });
  };
  again();
  return {
    close(): void {
      isClosed = true;
      cancel();
    },
  };
}
