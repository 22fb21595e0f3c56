import { faultText } from '../../platform/log.ts';
import { every } from '../../platform/every.ts';
import type { AppParts } from '../parts.ts';
import { whenWritten } from '../when-written.ts';
import { lastRequest, putAnswer, type ReloadAnswer, type ReloadRequest } from './reload-desk.ts';

/** The command line is answered within a second. */
const LOOK_MS = 500;

type Ask = (request: ReloadRequest) => Promise<Omit<ReloadAnswer, 'id'>>;

/** Hears requests that are put into the store from now on, and answers them there. */
export async function hearRequests({ store, clock, log }: AppParts, ask: Ask) {
  const { rows } = store;
  // What was asked before this start has been read by it.
  let seen = (await lastRequest(rows))?.id;
  const look = async (): Promise<void> => {
    const request = await lastRequest(rows);
    if (request === undefined || request.id === seen) return;
    seen = request.id;
    await putAnswer(rows, { id: request.id, ...(await ask(request)) });
  };
  const fault = (error: unknown): void =>
    log('warn', 'no reload request', { fault: faultText(error) });
  return { close: every(clock, LOOK_MS, whenWritten(store, look), fault) };
}
