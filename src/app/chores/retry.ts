import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { answer } from '../../command/reply.ts';
import { toResult } from '../../command/result.ts';
import { takeReopened } from '../../deliver/reopen.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import { faultText } from '../../platform/log.ts';
import type { Rows, Store } from '../../store/store.ts';
import { dayOf, type EpochMs } from '../../vi/kst.ts';
import type { AppParts } from '../parts.ts';
import { whenWritten } from '../when-written.ts';

const REQUEST = 'retry-request';
/** What the command line asks holds in a running bot within a second. */
const LOOK_MS = 500;

/** As the audit shows it. */
const retried = (count: number): string => toResult(answer([`다시 시도: ${count}건`]));

/**
 * `vigil retry`: today's failed alerts wait again, and a running bot takes them up and asks paused
 * destinations. Resolves to how many; `id` is kept with it in the commands' log.
 */
export const retry = (store: Store, id: string, at: EpochMs): Promise<number> =>
  store.transaction(async (rows: Rows) => {
    const reopened = await rows.reopen(dayOf(at), at);
    await rows.addResult({ id, person: 'cli', words: 'retry', result: retried(reopened), at });
    await rows.keep(REQUEST, id);
    return reopened;
  });

/** Hears of retries from now on. */
export async function hearRetries(parts: AppParts, dispatch: Dispatch): Promise<Cancel> {
  const { store, clock, log } = parts;
  let seen = await store.rows.kept(REQUEST);
  const look = async (): Promise<void> => {
    const asked = await store.rows.kept(REQUEST);
    if (asked === seen) return;
    seen = asked;
    await takeReopened(dispatch);
  };
  return every(clock, LOOK_MS, whenWritten(store, look), (fault) =>
    log('warn', 'no retry', { fault: faultText(fault) }),
  );
}
