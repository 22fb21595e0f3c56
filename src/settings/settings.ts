import type { Locale } from '../alert/message.ts';
import type { Rate } from '../rules/rule.ts';
import type { TimeWindow } from '../vi/time-window.ts';

/**
 * Where frames come from, and how. `speed`: 2 plays twice as fast; `seed`: the same one gives the
 * same day.
 */
export type FeedSettings =
  | {
      readonly source: 'simulator';
      readonly speed: number;
      readonly day: 'ordinary' | 'extreme';
      readonly seed: number;
    }
  | {
      readonly source: 'kiwoom';
      readonly environment: 'real' | 'mock';
      readonly restUrl: string;
      readonly wsUrl: string;
      readonly appKey: string;
      readonly secretKey: string;
      /** ms after R10001 before the session is taken back; `undefined`: stay stopped. */
      readonly takeoverWait: number | undefined;
    }
  | { readonly source: 'replay'; readonly file: string; readonly speed: number };

/** Where a channel writes to. `chat`: an id or `@channel`; `topic`: a topic of a group. */
export type Target =
  | { readonly platform: 'telegram'; readonly chat: string; readonly topic: number | undefined }
  | { readonly platform: 'slack'; readonly channel: string }
  | { readonly platform: 'console' };

/** `on`: as it comes, with a sound where it has one; `silent`: never with one; `off`: not at all. */
export const LOUDNESS = ['on', 'silent', 'off'] as const;
export type Loudness = (typeof LOUDNESS)[number];

/**
 * Kinds of message, each of which a channel may turn down or off, and what it is told where
 * `vigil.yaml` says nothing.
 */
export const TELL_ALL = {
  alert: 'on',
  release: 'on',
  digest: 'on',
  missed: 'on',
  summary: 'on',
  mute: 'on',
  start: 'on',
  feed: 'on',
  nothing_heard: 'on',
  rules: 'on',
  channel: 'on',
  delay: 'on',
  store: 'on',
} as const satisfies Readonly<Record<string, Loudness>>;

/** A kind of message, by its key under `tell`. */
export type MessageKind = keyof typeof TELL_ALL;
/** How loud each kind is in one channel. */
export type Tell = Readonly<Record<MessageKind, Loudness>>;

/** Hours in which everything arrives without a sound. */
export interface Quiet {
  /** At least one. */
  readonly time: readonly TimeWindow[];
  /** What becomes of the sound of alerts of the priority `high`. */
  readonly high: 'silent' | 'through';
}

/** One channel of `vigil.yaml`, with its defaults filled in. */
export interface ChannelSettings {
  readonly name: string;
  readonly target: Target;
  readonly locale: Locale;
  /** In place of the platform's own, per destination; `undefined`: the platform's. */
  readonly limits: readonly Rate[] | undefined;
  /** ms an alert may wait before the waiting ones are merged. */
  readonly digestAfter: number;
  /** ms after which an alert is no news any more. */
  readonly usefulFor: number;
  /** The channel that takes over while this one is down. */
  readonly fallback: string | undefined;
  readonly tell: Tell;
  readonly quiet: Quiet | undefined;
}

/** Each may do what those before it may, and more (command/access.ts). */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who is answered; nobody else is. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  /** Telegram's user id. */
  readonly telegram: string | undefined;
  /** Slack's user id, `T012/U012` or bare. */
  readonly slack: string | undefined;
}

/** `vigil.yaml` and the environment, checked. */
export interface Settings {
  /** The configuration folder. */
  readonly folder: string;
  readonly feed: FeedSettings;
  /** At least one, in the file's order. */
  readonly channels: readonly ChannelSettings[];
  /** A channel's name. */
  readonly operator: string;
  readonly people: readonly Person[];
  /** The path of SQLite's file. */
  readonly store: { readonly path: string };
  readonly web: { readonly host: string; readonly port: number };
  readonly telegram: { readonly token: string; readonly apiRoot: string } | undefined;
  readonly slack:
    | { readonly botToken: string; readonly appToken: string | undefined; readonly apiUrl: string }
    | undefined;
}
