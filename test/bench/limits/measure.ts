import type { Window } from '../../../src/channel/channel.ts';
import { telegramWindows } from '../../../src/channel/telegram/limits.ts';
import type { Schedule } from './schedules.ts';

/** A message as it left. */
export interface Sent {
  readonly chat: string;
  /** Monotonic ms. */
  readonly at: number;
}

/** What one contestant made of a schedule. */
export interface Figures {
  readonly sent: number;
  /** From the first to the last, ms. */
  readonly ms: number;
  /** The lawful minimum in percent of what it took. */
  readonly optimum: number;
  /** Sends that came while their window was full, by window: `30 in 1 s: 40`. */
  readonly violations: Readonly<Record<string, number>>;
}

const nameOf = ({ count, ms }: Window): string => `${count} in ${ms / 1_000} s`;

/** How many of these left less than `ms` after the one `count` before them. */
const tooEarly = (times: readonly number[], { count, ms }: Window): number =>
  times.filter((at, n) => n >= count && at - (times[n - count] ?? -Infinity) < ms).length;

/** Every sliding window of every scope, at no tolerance. */
function violationsOf(sent: readonly Sent[]): Record<string, number> {
  const scopes = new Map<string, { readonly window: Window; readonly times: number[] }>();
  for (const { chat, at } of sent) {
    for (const window of telegramWindows(chat)) {
      const key = `${window.scope} ${nameOf(window)}`;
      const scope = scopes.get(key) ?? { window, times: [] };
      scopes.set(key, scope);
      scope.times.push(at);
    }
  }
  const violations: Record<string, number> = {};
  for (const { window, times } of scopes.values()) {
    const name = nameOf(window);
    violations[name] = (violations[name] ?? 0) + tooEarly(times, window);
  }
  return violations;
}

/** `sent`: in the order of leaving. */
export function measure({ lawfulMs }: Schedule, sent: readonly Sent[]): Figures {
  const ms = (sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0);
  const optimum = (100 * lawfulMs) / ms;
  return { sent: sent.length, ms, optimum, violations: violationsOf(sent) };
}
