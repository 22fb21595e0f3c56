import type { Clock } from '../../platform/clock.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Ending } from './ending.ts';
import { openLine } from './line.ts';
import { readMessage } from './messages.ts';
import {
  LIMIT_REASONS,
  loginText,
  stepOn,
  type Move,
  type Step,
  type StepLimits,
} from './steps.ts';
import { createWatchdog } from './watchdog.ts';

export interface SessionOptions {
  readonly wsUrl: string;
  readonly token: string;
  readonly limits: StepLimits;
  readonly clock: Clock;
  readonly frame: (text: string, heardAt: EpochMs) => void;
  /** Something was heard while watching, a PING included. */
  readonly alive: () => void;
  /** REG was acknowledged. */
  readonly watching: (since: EpochMs) => void;
  readonly signal: AbortSignal;
}

/**
 * One websocket session (kiwoom.md 2): open, LOGIN, its answer, REG, its answer, then events until
 * it ends. Never throws: how it ended is the value. PING is echoed before anything else is done.
 */
export function runSession(options: SessionOptions): Promise<Ending> {
  const { clock, signal, limits } = options;
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let step: Step = 'opening';

  const end = (how: Ending): void => {
    dog.stop();
    line.hangUp();
    signal.removeEventListener('abort', closed);
    resolve(how);
  };
  const lost = (reason: string): void => end({ is: 'lost', reason });
  const closed = (): void => end({ is: 'stopped', why: 'closed', reason: 'closed' });
  const make = (move: Move): void => {
    if (move.send !== undefined) line.send(move.send);
    if (move.end !== undefined) return end(move.end);
    if (move.step === undefined) return;
    step = move.step;
    dog.allow(limits[step]);
    if (step === 'watching') options.watching(clock.now());
  };
  const heard = (text: string): void => {
    const message = readMessage(text);
    if (message.is === 'ping') line.send(text);
    if (step === 'watching') dog.heard();
    if (message.is === 'events') options.frame(text, clock.now());
    else make(stepOn(step, message));
  };

  const dog = createWatchdog(clock, () => lost(LIMIT_REASONS[step]), options.alive);
  const line = openLine(options.wsUrl, clock, {
    opened: () => make({ send: loginText(options.token), step: 'login' }),
    heard,
    pinged: () => step === 'watching' && dog.heard(),
    lost,
  });
  dog.allow(limits[step]);
  signal.addEventListener('abort', closed, { once: true });
  if (signal.aborted) closed();
  return promise;
}
