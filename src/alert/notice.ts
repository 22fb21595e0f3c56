import type { MessageKind } from '../settings/settings.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Span } from './format.ts';

/** Why the feed does not try again by itself (the words of feed/feed.ts). */
export type FeedStop = 'takeover' | 'address' | 'keys' | 'closed';

/** What the bot says about itself. Reasons are for people and hold no secrets. */
export type Notice =
  | { readonly is: 'started'; readonly rules: number; readonly channels: number }
  | { readonly is: 'feed-connecting'; readonly reason: string | undefined }
  /** Nothing is watched since `since`. */
  | { readonly is: 'feed-lost'; readonly since: EpochMs; readonly reason: string | undefined }
  /**
   * Watching (again); `gaps`: what was not watched and not told yet, and how many events ka10054
   * filled in. `watched`: for the first time since the start, and what; no stocks where their list
   * is not known yet.
   */
  | {
      readonly is: 'feed-watching';
      readonly watched: { readonly rules: number; readonly stocks: number } | undefined;
      readonly gaps: readonly Span[];
      readonly filled: number | undefined;
    }
  /** The line lives, the market is open, and no event came for `ms`; and when one came after that. */
  | { readonly is: 'nothing-heard'; readonly ms: number }
  | { readonly is: 'heard-again'; readonly ms: number }
  | { readonly is: 'feed-stopped'; readonly why: FeedStop; readonly reason: string }
  | {
      readonly is: 'destination-paused';
      readonly channel: string;
      readonly reason: string;
      readonly waiting: number;
    }
  | { readonly is: 'destination-back'; readonly channel: string }
  | { readonly is: 'moved'; readonly channel: string; readonly to: string }
  /** `rules`: how many there are now. The others are names; `restart`: keys of `vigil.yaml`. */
  | {
      readonly is: 'reloaded';
      readonly rules: number;
      readonly added: readonly string[];
      readonly changed: readonly string[];
      readonly removed: readonly string[];
      readonly watchlists: readonly string[];
      readonly mutes: boolean;
      readonly people: boolean;
      /** Alerts more or fewer of the last day with events; `undefined`: not known. */
      readonly lastDay: number | undefined;
      readonly restart: readonly string[];
    }
  /**
   * `place`: `config/rules.yaml:12:5`; `more`: how many further faults; `force`: whether a person
   * may insist.
   */
  | {
      readonly is: 'bad-reload';
      readonly place: string;
      readonly fault: string;
      readonly more: number;
      readonly force: boolean;
    }
  /** Started on the last good rules because the file has faults. */
  | {
      readonly is: 'last-good-rules';
      readonly place: string;
      readonly fault: string;
      readonly rules: number;
    }
  | { readonly is: 'queue-growing'; readonly waiting: number; readonly oldestMs: number }
  | { readonly is: 'queue-normal' }
  | { readonly is: 'store-fault'; readonly reason: string }
  | { readonly is: 'store-back' }
  /**
   * The store could not be used at the start: `keptAs`, its new name (`undefined`: it was gone), and
   * `restored`, the daily copy in its place (`undefined`: there was none).
   */
  | {
      readonly is: 'store-renewed';
      readonly keptAs: string | undefined;
      readonly restored: string | undefined;
    }
  /** The store's file was deleted or replaced while it was open, and is written there again. */
  | { readonly is: 'store-replaced'; readonly keptAs: string | undefined }
  | { readonly is: 'backup-failed'; readonly reason: string }
  /** This machine's clock is `ms` ahead of the exchange's; less than 0: behind. */
  | { readonly is: 'clock-off'; readonly ms: number }
  /** The loop stood still for `ms`. */
  | { readonly is: 'stalled'; readonly ms: number }
  /** Telegram 409, or more Slack connections than ours: a second program uses the same token. */
  | { readonly is: 'second-listener'; readonly platform: 'telegram' | 'slack' }
  | { readonly is: 'counts-differ'; readonly matched: number; readonly ended: number }
  | { readonly is: 'test'; readonly channel: string };

/** What the settings call a notice; `undefined`: somebody asked for it, so it is always told. */
export const NOTICE_KIND: Readonly<Record<Notice['is'], MessageKind | undefined>> = {
  started: 'start',
  'feed-connecting': 'feed',
  'feed-lost': 'feed',
  'feed-watching': 'feed',
  'feed-stopped': 'feed',
  'nothing-heard': 'nothing_heard',
  'heard-again': 'nothing_heard',
  'destination-paused': 'channel',
  'destination-back': 'channel',
  moved: 'channel',
  'second-listener': 'channel',
  reloaded: 'rules',
  'bad-reload': 'rules',
  'last-good-rules': 'rules',
  'queue-growing': 'delay',
  'queue-normal': 'delay',
  stalled: 'delay',
  'clock-off': 'delay',
  'store-fault': 'store',
  'store-back': 'store',
  'store-renewed': 'store',
  'store-replaced': 'store',
  'backup-failed': 'store',
  'counts-differ': 'store',
  test: undefined,
};
