import type { Locale } from '../alert/message.ts';
import type { Rate } from '../rules/rule.ts';

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

export type Target =
  | { readonly platform: 'telegram'; readonly chat: string; readonly topic: number | undefined }
  | { readonly platform: 'slack'; readonly channel: string }
  | { readonly platform: 'console' };

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
  readonly fallback: string | undefined;
}

export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

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
  readonly store: { readonly path: string };
  readonly web: {
    readonly host: string;
    readonly port: number;
    readonly token: string | undefined;
  };
  readonly telegram: { readonly token: string; readonly apiRoot: string } | undefined;
  readonly slack:
    | { readonly botToken: string; readonly appToken: string | undefined; readonly apiUrl: string }
    | undefined;
}
