import { backOff } from '../../platform/back-off.ts';
import { sleep, type Clock } from '../../platform/clock.ts';
import type { InboxState } from '../inbox-state.ts';
import { redact } from '../redact.ts';
import { readFault } from './read-answer.ts';
import type { Session } from './slack-session.ts';

export interface KeepOptions {
  readonly open: () => Promise<Session>;
  readonly clock: Clock;
  readonly told: (state: InboxState) => void;
  readonly signal: AbortSignal;
}

/** A connection that held this long was a good one. */
const SETTLED_MS = 60_000;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** The next connection; `undefined` when `end` comes first, and then it closes once it stands. */
async function nextOrEnd(
  opening: Promise<Session>,
  end: Promise<void>,
): Promise<Session | undefined> {
  const next = await Promise.race([opening, end]);
  if (next !== undefined) return next;
  opening.then(
    (late) => late.close(),
    () => undefined,
  );
  return undefined;
}

const reasonOf = (fault: unknown): string =>
  redact(fault instanceof Error ? fault.message : String(fault), []);

/** ms until the next try: at least what a 429 asks for. */
function waitAfter(fault: unknown, failures: number): number {
  const answer = readFault(fault, undefined);
  return Math.max(backOff(failures), answer.is === 'wait' ? answer.ms : 0);
}

/**
 * Keeps a connection open until `signal` aborts: the next one stands before the old one is let
 * go, and no refusal ends it (chat-apis.md, Slack: the library's own reconnect may kill the
 * process).
 */
export async function keepSession({ open, clock, told, signal }: KeepOptions): Promise<void> {
  const end = aborted(signal);
  let current: Session | undefined;
  let failures = 0;
  while (!signal.aborted) {
    const since = clock.elapsed();
    try {
      const next = await nextOrEnd(open(), end);
      if (next === undefined) break;
      current?.close();
      current = next;
      told({ is: next.crowded ? 'second-listener' : 'listening' });
      await Promise.race([next.leaving, end]);
      failures = clock.elapsed() - since >= SETTLED_MS ? 0 : failures + 1;
      // A first early farewell may be routine; only a second in a row makes us wait.
      await sleep(clock, backOff(Math.max(failures - 1, 0)), signal);
    } catch (fault) {
      failures += 1;
      told({ is: 'failing', reason: reasonOf(fault) });
      await sleep(clock, waitAfter(fault, failures), signal);
    }
  }
  current?.close();
}
