import type { Locale, Message } from '../alert/message.ts';
import type { FeedState } from '../feed/feed.ts';
import type { Picture } from '../picture/picture.ts';
import type { RuleSet, StandingMute } from '../rules/rule.ts';
import type { Person, Role } from '../settings/settings.ts';
import type { LedgerRow } from '../store/obligation.ts';
import type { Acted } from '../store/store.ts';
import type { StockCode, ViEvent } from '../vi/event.ts';
import type { EpochMs, TimeOfDay } from '../vi/kst.ts';
import type { Mute, MuteSubject, NewMute } from '../vi/mute.ts';
import type { Stock } from '../vi/stock.ts';
import type { WatchChange, Watched } from './watch-change.ts';

/** One rule's part in one of today's alerts to one chat. */
export interface Told extends MuteSubject {
  /** The event's key, the same for all its rules: those of one chat are one alert. */
  readonly event: string;
}

/** How a channel stands. */
export interface ChannelFacts {
  readonly name: string;
  /** The chat it writes to. */
  readonly chat: string;
  /** Obligations not ended yet. */
  readonly waiting: number;
  /** Why it takes nothing now; `undefined`: it does. */
  readonly paused: string | undefined;
  /** When the quiet hours end that it is in; `undefined`: it is in none. */
  readonly quietUntil: TimeOfDay | undefined;
}

/** Where the words were said; `chat` is `undefined` at the command line, which is everywhere. */
export interface Where {
  readonly chat: string | undefined;
  /** A chat with one person, where `for me` is allowed. */
  readonly direct: boolean;
}

/** One of today's events with its rows of the ledger. */
export interface Lived {
  readonly event: ViEvent;
  /** The interruption's id, which a trigger and its release share. */
  readonly episode: string;
  /** The broker's own history was asked twice and does not have it. */
  readonly isAbsent?: boolean;
  readonly rows: readonly LedgerRow[];
}

/** What a command may look at: the whole state at one instant, as plain data. */
export interface CommandState {
  readonly now: EpochMs;
  /** `telegram:123`, `slack:T1/U1`, `cli`. */
  readonly person: string;
  readonly where: Where;
  readonly locale: Locale;
  readonly people: readonly Person[];
  /** The store's, of all chats; those that are over may be among them. */
  readonly mutes: readonly Mute[];
  readonly standing: readonly StandingMute[];
  readonly rules: RuleSet;
  /** Why the files as they are now are not in force. */
  readonly rulesFault: string | undefined;
  /** Those that have a name, by their codes. */
  readonly stocks: ReadonlyMap<StockCode, Pick<Stock, 'code' | 'name'>>;
  /** Today's, of all chats. */
  readonly told: readonly Told[];
  /** Today's events, oldest first; empty for commands that do not look back. */
  readonly history: readonly Lived[];
  /** The last commands that acted, of all people, oldest first. */
  readonly acted: readonly Acted[];
  /** `undefined`: this process runs no feed. */
  readonly feed: FeedState | undefined;
  readonly channels: readonly ChannelFacts[];
}

/** What a command changes, as data. */
export type Effect =
  /** It takes the place of those of the same target and scope. */
  | { readonly is: 'mute'; readonly mute: NewMute }
  | { readonly is: 'unmute'; readonly mutes: readonly number[] }
  | { readonly is: 'reload'; readonly force: boolean }
  /** `rules.yaml` itself. */
  | { readonly is: 'watch'; readonly change: WatchChange };

/** What the effects became. */
export interface Applied {
  /** The new mute's id, if one was made. */
  readonly mute: number | undefined;
  /** What became of the watchlist, if one was to change. */
  readonly watched?: Watched | undefined;
}

/** A picture, and the words that go under it. */
export interface Illustration {
  readonly picture: Picture;
  readonly caption: Message;
  readonly locale: Locale;
}

/** A command's decision: nothing has happened yet. */
export interface Outcome {
  /** Whether what was asked can be done; the command line exits 1 otherwise. */
  readonly ok: boolean;
  readonly effects: readonly Effect[];
  /** The answer, once the effects are on disk. */
  readonly reply: (applied: Applied) => Message;
  /** In place of the reply, where it can be drawn and shown. */
  readonly illustration?: Illustration | undefined;
}

/** One chat command, pure. */
export interface Command {
  readonly name: string;
  /** Other words for it. */
  readonly aliases: readonly string[];
  /** The least role that may use it; commands for viewers change nothing. */
  readonly needs: Role;
  /** It changes nothing either, though not everybody may see it. */
  readonly readsOnly?: boolean;
  /** What may follow the name. */
  readonly usage: string;
  readonly about: Readonly<Record<Locale, string>>;
  /** Whether it needs the day's history, which is not read for every command. */
  readonly looksBack?: boolean;
  readonly run: (words: readonly string[], state: CommandState) => Outcome;
}

/** Who asked for what, and under which id it is never done twice. */
export interface Asked {
  readonly id: string;
  readonly person: string;
  readonly words: string;
  readonly at: EpochMs;
}

/** What commands need of the store. */
export interface CommandStore {
  /**
   * One transaction: if `asked.id` acted before, changes nothing and returns the result it had
   * then; else applies the effects, keeps `result(applied)` under the id and returns it. On disk
   * when it resolves; rejects when nothing could be written. A changed watchlist is waited for
   * after that, until the running bot has read it: then `result` is asked once more.
   */
  apply(
    asked: Asked,
    effects: readonly Effect[],
    result: (applied: Applied) => string,
  ): Promise<string>;
}
