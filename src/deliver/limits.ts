import type { Window } from '../channel/channel.ts';
import { share, TOO_NARROW_TO_SHARE, type Use } from './capacity.ts';
import { countAfter, inOrder, newest, noted, ringOf, type Ring } from './ring.ts';

interface Scope {
  /** When requests were answered, as many as any window counts, on `Clock.elapsed`. */
  answered: Ring;
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
 * whatever the network does to the spacing. A request costs the same however many went before, and
 * of a destination that is idle nothing is kept.
 */
export interface Limits {
  readonly scopes: Map<string, Scope>;
  /** Goes round the scopes, two at each request, and drops those that hold nothing back. */
  broom: MapIterator<[string, Scope]>;
}

/** A place in the windows, held from before a request leaves. */
export interface Ticket {
  /** The answer came: the request counts as done at `now`. */
  settle(now: number): void;
  /** No request left after all. */
  cancel(): void;
  /** A 429 of another request that came since: the scope, and for how many ms nothing goes there. */
  held(now: number): Hold | undefined;
  /** A 429: nothing goes to `scope` before `until`; `undefined`: to any scope of this request. */
  hold(scope: string | undefined, until: number): void;
}

/** What a 429 forbids: no request to `scope` for `ms`. */
export interface Hold {
  readonly scope: string;
  readonly ms: number;
}

/** Windows that hold nothing yet. */
export function createLimits(): Limits {
  const scopes = new Map<string, Scope>();
  return { scopes, broom: scopes.entries() };
}

function scopeOf({ scopes }: Limits, name: string): Scope {
  const known = scopes.get(name);
  if (known !== undefined) return known;
  const fresh = { answered: ringOf([], 1), inFlight: 0, blockedUntil: -Infinity, longest: 0 };
  scopes.set(name, fresh);
  return fresh;
}

/** The scopes of these windows, each once: a request is counted once in a scope. */
function scopesOf(limits: Limits, windows: readonly Window[]): readonly Scope[] {
  const found: Scope[] = [];
  for (const { scope, count, ms } of windows) {
    const known = scopeOf(limits, scope);
    known.longest = Math.max(known.longest, ms);
    if (count > known.answered.width) known.answered = ringOf(inOrder(known.answered), count);
    if (!found.includes(known)) found.push(known);
  }
  return found;
}

const isIdle = ({ answered, inFlight, blockedUntil, longest }: Scope, now: number): boolean =>
  inFlight === 0 && blockedUntil <= now && (newest(answered, 1) ?? -Infinity) + longest <= now;

function sweep(limits: Limits, now: number): void {
  for (let turn = 0; turn < 2; turn += 1) {
    const { value, done } = limits.broom.next();
    if (done) limits.broom = limits.scopes.entries();
    else if (isIdle(value[1], now)) limits.scopes.delete(value[0]);
  }
}

const stamp = (scope: Scope, at: number): void => void (scope.answered = noted(scope.answered, at));

/** When a window has a free place: the answer of whose place it was has to be `ms` old. */
function opensAt(scope: Scope | undefined, window: Window, use: Use): number {
  if (scope === undefined) return -Infinity;
  const free = share(window, use) - scope.inFlight;
  if (free <= 0) return Infinity;
  const leaving = newest(scope.answered, free) ?? -Infinity;
  return Math.max(leaving + window.ms, scope.blockedUntil);
}

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);

/** From when on a request is lawful, and the scope whose windows are the last to open. */
export function opening(
  { scopes }: Limits,
  windows: readonly Window[],
  use: Use,
): { readonly at: number; readonly scope: string | undefined } {
  let at = -Infinity;
  let last: string | undefined;
  for (const window of windows) {
    const opens = opensAt(scopes.get(window.scope), window, use);
    if (opens > at) [at, last] = [opens, window.scope];
  }
  return { at, scope: last };
}

/** From when on a request is lawful: `now`, later, or `Infinity` until an answer comes. */
export const earliest = (
  limits: Limits,
  windows: readonly Window[],
  use: Use,
  now: number,
): number => Math.max(now, opening(limits, windows, use).at);

function paceIn(scope: Scope | undefined, window: Window, use: Use, now: number): number {
  const allowed = share(window, use);
  if (allowed < TOO_NARROW_TO_SHARE) return window.ms / allowed;
  if (scope === undefined) return 0;
  const inside = countAfter(scope.answered, now - window.ms);
  const used = inside + scope.inFlight;
  if (used < allowed / 2) return 0;
  const opensIn = (newest(scope.answered, inside) ?? now) + window.ms - now;
  return opensIn / Math.max(allowed - used, 1);
}

/** The spacing in ms that spreads what is left of the windows evenly over their time. */
export const pace = (
  { scopes }: Limits,
  windows: readonly Window[],
  use: Use,
  now: number,
): number => most(windows.map((w) => paceIn(scopes.get(w.scope), w, use, now)));

/** Takes a place in all windows, before the request leaves. */
export function take(limits: Limits, windows: readonly Window[]): Ticket {
  const taken = scopesOf(limits, windows);
  for (const scope of taken) scope.inFlight += 1;
  const leave = (): void => taken.forEach((scope) => void (scope.inFlight -= 1));
  return {
    cancel: leave,
    settle(now) {
      leave();
      for (const scope of taken) stamp(scope, now);
      sweep(limits, now);
    },
    held: (now) =>
      windows
        .map(({ scope }) => ({ scope, ms: scopeOf(limits, scope).blockedUntil - now }))
        .find(({ ms }) => ms > 0),
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

/** The same as if every request on its way were answered. */
export const answered = ({ scopes, broom }: Limits): Limits => ({
  scopes: new Map([...scopes].map(([name, scope]) => [name, { ...scope, inFlight: 0 }])),
  broom,
});

/** A request of an earlier process, from the ledger. */
export const recall = (limits: Limits, windows: readonly Window[], at: number): void =>
  scopesOf(limits, windows).forEach((scope) => stamp(scope, at));
