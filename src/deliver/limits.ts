import type { Window } from '../channel/channel.ts';

/** What a request is for. Alerts leave room for replies, edits leave room for both. */
export type Use = 'alert' | 'edit' | 'reply';

const SHARES: Readonly<Record<Use, number>> = { reply: 1, alert: 0.9, edit: 0.6 };
/** A window this narrow has nothing to reserve. */
const TOO_NARROW_TO_SHARE = 10;

interface Scope {
  /** Answered requests, the oldest first, on `Clock.elapsed`. */
  stamps: readonly number[];
  inFlight: number;
  blockedUntil: number;
  /** The longest window that was ever counted here. */
  longest: number;
}

/**
 * Sliding windows over all scopes of all platforms. Instants are `Clock.elapsed` ms.
 *
 * A request counts as inside its windows from before it leaves until `ms` after its answer came:
 * the platform counted it somewhere in between, so no window of the platform's is ever exceeded,
 * whatever the network does to the spacing.
 */
export type Limits = Map<string, Scope>;

/** A place in the windows, held from before a request leaves. */
export interface Ticket {
  /** The answer came: the request counts as done at `now`. */
  settle(now: number): void;
  /** No request left after all. */
  cancel(): void;
  /** A 429: nothing goes to `scope` before `until`; `undefined`: to any scope of this request. */
  hold(scope: string | undefined, until: number): void;
}

function scopeOf(limits: Limits, name: string): Scope {
  const known = limits.get(name);
  if (known !== undefined) return known;
  const fresh = { stamps: [], inFlight: 0, blockedUntil: -Infinity, longest: 0 };
  limits.set(name, fresh);
  return fresh;
}

/** The scopes of these windows, each once: a request is counted once in a scope. */
function scopesOf(limits: Limits, windows: readonly Window[]): ReadonlySet<Scope> {
  for (const { scope, ms } of windows) {
    const known = scopeOf(limits, scope);
    known.longest = Math.max(known.longest, ms);
  }
  return new Set(windows.map(({ scope }) => scopeOf(limits, scope)));
}

const within = ({ stamps }: Scope, ms: number, now: number): readonly number[] =>
  stamps.filter((stamp) => stamp > now - ms);

const stamp = (scope: Scope, at: number): void => {
  scope.stamps = [...within(scope, scope.longest, at), at];
};

const share = ({ count }: Window, use: Use): number =>
  count < TOO_NARROW_TO_SHARE ? count : Math.floor(count * SHARES[use]);

function earliestIn(scope: Scope, window: Window, use: Use, now: number): number {
  const stamps = within(scope, window.ms, now);
  const surplus = stamps.length + scope.inFlight - share(window, use);
  if (surplus < 0) return Math.max(now, scope.blockedUntil);
  const leaving = stamps[surplus];
  return leaving === undefined ? Infinity : Math.max(leaving + window.ms, scope.blockedUntil);
}

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);

/** From when on a request is lawful: `now`, later, or `Infinity` until an answer comes. */
export const earliest = (
  limits: Limits,
  windows: readonly Window[],
  use: Use,
  now: number,
): number =>
  Math.max(now, ...windows.map((w) => earliestIn(scopeOf(limits, w.scope), w, use, now)));

function paceIn(scope: Scope, window: Window, use: Use, now: number): number {
  const allowed = share(window, use);
  if (allowed < TOO_NARROW_TO_SHARE) return window.ms / allowed;
  const stamps = within(scope, window.ms, now);
  const used = stamps.length + scope.inFlight;
  if (used < allowed / 2) return 0;
  const opensIn = (stamps[0] ?? now) + window.ms - now;
  return opensIn / Math.max(allowed - used, 1);
}

/** The spacing in ms that spreads what is left of the windows evenly over their time. */
export const pace = (limits: Limits, windows: readonly Window[], use: Use, now: number): number =>
  most(windows.map((w) => paceIn(scopeOf(limits, w.scope), w, use, now)));

/** About how many requests are lawful within `ms`. */
export const capacity = (windows: readonly Window[], use: Use, ms: number): number =>
  Math.min(Infinity, ...windows.map((w) => share(w, use) * Math.max(Math.floor(ms / w.ms), 1)));

/** Takes a place in all windows, before the request leaves. */
export function take(limits: Limits, windows: readonly Window[]): Ticket {
  const taken = scopesOf(limits, windows);
  const leave = (): void => taken.forEach((scope) => void (scope.inFlight -= 1));
  taken.forEach((scope) => void (scope.inFlight += 1));
  return {
    cancel: leave,
    settle(now) {
      leave();
      taken.forEach((scope) => stamp(scope, now));
    },
    hold(told, until) {
      for (const { scope } of windows)
        if (told === undefined || told === scope) block(limits, scope, until);
    },
  };
}

/** What Retry-After says: no request to the scope before `until`. */
export function block(limits: Limits, scope: string, until: number): void {
  const known = scopeOf(limits, scope);
  known.blockedUntil = Math.max(known.blockedUntil, until);
}

/** A request of an earlier process, from the ledger. */
export const recall = (limits: Limits, windows: readonly Window[], at: number): void =>
  scopesOf(limits, windows).forEach((scope) => stamp(scope, at));
