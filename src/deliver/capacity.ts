import type { Window } from '../channel/channel.ts';

/** What a request is for. Alerts leave room for replies, edits leave room for both. */
export type Use = 'alert' | 'edit' | 'reply';

const SHARES: Readonly<Record<Use, number>> = { reply: 1, alert: 0.9, edit: 0.6 };
/** A window this narrow has nothing to reserve. */
export const TOO_NARROW_TO_SHARE = 10;

/** Nor has one that opens again this soon anything to keep for replies: they go first then. */
const SOON_MS = 2_000;

/** How many of a window's places a use may fill. */
export function share({ count, ms }: Window, use: Use): number {
  const keepsNone = count < TOO_NARROW_TO_SHARE || (use === 'alert' && ms <= SOON_MS);
  return keepsNone ? count : Math.floor(count * SHARES[use]);
}

const narrower = (windows: readonly Window[], { ms }: Window): readonly Window[] =>
  windows.filter((other) => other.ms < ms);

/** The most requests that are lawful within `ms`: a window that is begun counts whole. */
export const capacity = (windows: readonly Window[], use: Use, ms: number): number =>
  Math.min(
    Infinity,
    ...windows.map((window) => {
      const whole = Math.floor(ms / window.ms);
      const rest = ms - whole * window.ms;
      const begun = rest === 0 ? 0 : capacity(narrower(windows, window), use, rest);
      return whole * share(window, use) + Math.min(share(window, use), begun);
    }),
  );

/** The least ms from the first to the last of `count` requests. */
export const shortest = (windows: readonly Window[], use: Use, count: number): number =>
  Math.max(
    0,
    ...windows.map((window) => {
      const whole = Math.floor(Math.max(count - 1, 0) / share(window, use));
      const rest = count - whole * share(window, use);
      return whole * window.ms + shortest(narrower(windows, window), use, rest);
    }),
  );
