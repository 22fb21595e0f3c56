import type { Draft, DraftEntry, Subjects } from '../alert/draft.ts';
import type { Locale, Message } from '../alert/message.ts';
import type { Notice } from '../alert/notice.ts';
import type { Channel } from '../channel/channel.ts';
import type { Clock } from '../platform/clock.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import type { RunningLane } from './lane/lane.ts';
import type { LaneDeps } from './lane/lane-state.ts';
import type { Destination } from './plan.ts';

/** How drafts and notices become words: the alert room's functions, handed in. */
export interface Writer {
  compose(draft: Draft, subjects: Subjects, locale: Locale, budget: number): Message;
  /** How many of these, from the front, one digest lists whole. */
  fits(entries: readonly DraftEntry[], subjects: Subjects, locale: Locale, budget: number): number;
  notice(notice: Notice, locale: Locale): Message;
}

/** A channel with what `vigil.yaml` says of it. */
export interface Outlet {
  readonly channel: Channel;
  readonly settings: ChannelSettings;
}

/** What delivery is made of; all of it is handed in by app.ts. */
export interface DispatchOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly writer: Writer;
  readonly outlets: readonly Outlet[];
  /** The channel that hears of the bot's own troubles. */
  readonly operator: string;
  /** The rules as they are now. */
  rules(): RuleSet;
  /** A chat has a new id, to be kept. */
  readonly moved: (channel: Channel, to: string) => void;
  /** A fault that only a restart from the store can mend. */
  readonly crash: (fault: unknown) => void;
}

/** Everything between an accepted event and a told one. */
export interface Dispatch {
  readonly options: DispatchOptions;
  readonly deps: LaneDeps;
  readonly destinations: ReadonlyMap<string, Destination>;
  /** By channel. */
  readonly lanes: ReadonlyMap<string, RunningLane>;
}
