import type { EpochMs } from './kst.ts';

/** What is muted. A watchlist or rule is meant by its name, so that it follows an edited rules file. */
export type MuteTarget =
  | { readonly is: 'stock'; readonly code: string; readonly name: string }
  | { readonly is: 'watchlist'; readonly name: string }
  | { readonly is: 'rule'; readonly name: string }
  | { readonly is: 'all' };

/** Where it is muted: one chat (`telegram:-100123`, `slack:C012`) or every channel. */
export type MuteScope =
  | { readonly is: 'chat'; readonly chat: string }
  | { readonly is: 'everyone' };

/** A mute from chat or command line, as the store keeps it. Standing mutes are rules' (rule.ts). */
export interface Mute {
  readonly id: number;
  readonly target: MuteTarget;
  readonly scope: MuteScope;
  /** It ends here at the latest. */
  readonly until: EpochMs;
  /** It ends with the running or next VI's release. */
  readonly untilRelease: boolean;
  /** It ends after hiding this many more events; `undefined`: no such bound. */
  readonly nextLeft: number | undefined;
  readonly reason: string | undefined;
  /** The person: `telegram:123`, `slack:T1/U1`, `cli`. */
  readonly by: string;
  readonly createdAt: EpochMs;
}

/** One that the store has not taken in yet. */
export type NewMute = Omit<Mute, 'id'>;

/** What a mute is held against: one hit of one rule, on its way to one chat. */
export interface MuteSubject {
  readonly stock: string;
  readonly rule: string;
  /** Names of the watchlists that hold the stock now. */
  readonly watchlists: ReadonlySet<string>;
  readonly chat: string;
}

function targets(target: MuteTarget, subject: MuteSubject): boolean {
  switch (target.is) {
    case 'all':
      return true;
    case 'stock':
      return target.code === subject.stock;
    case 'rule':
      return target.name === subject.rule;
    case 'watchlist':
      return subject.watchlists.has(target.name);
  }
}

/** Whether the mute hides this subject at this moment. */
export function hides(mute: Mute, subject: MuteSubject, now: EpochMs): boolean {
  if (now >= mute.until || mute.nextLeft === 0) return false;
  if (mute.scope.is === 'chat' && mute.scope.chat !== subject.chat) return false;
  return targets(mute.target, subject);
}
