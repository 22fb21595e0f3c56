import type { Message } from '../alert/message.ts';

/** At most `count` requests in any `ms` milliseconds, counted over everything named `scope`. */
export interface Window {
  /** `telegram:chat:-100123`, `telegram:bot`, `slack:method:chat.update` ... */
  readonly scope: string;
  readonly count: number;
  readonly ms: number;
}

/** What a destination can carry, as data. */
export interface Limits {
  /** The longest text of one message, in UTF-16 units, that may still be edited. */
  readonly text: number;
  /** Whether a sent message can be changed. */
  readonly edits: boolean;
  /** The windows that a new message is counted in. */
  readonly post: readonly Window[];
  /** The windows that a change of one is counted in. */
  readonly edit: readonly Window[];
}

/** How a request ended, in the classes of reliability.md ("How an answer is read"). */
export type Answer =
  /**
   * `id`: the platform's message id. An edit that changed nothing is accepted too. `warning`, only
   * of a check: what could not be asked, and why.
   */
  | { readonly is: 'accepted'; readonly id: string; readonly warning?: string }
  /** It never left: name not found, refused, connect time-out, TLS. */
  | { readonly is: 'not-sent'; readonly reason: string }
  /** It left and its fate is not known. */
  | { readonly is: 'ambiguous'; readonly reason: string }
  /** 429: wait `ms`, for this window's scope (`undefined`: all the request's scopes). */
  | { readonly is: 'wait'; readonly ms: number; readonly scope: string | undefined }
  /** The message itself was refused (entities, length, blocks). */
  | { readonly is: 'bad-message'; readonly reason: string }
  /** This destination takes nothing: blocked, kicked, archived, not found. */
  | { readonly is: 'destination-down'; readonly reason: string }
  /** The token takes nothing: 401, invalid_auth, token_revoked. */
  | { readonly is: 'token-down'; readonly reason: string }
  /** The chat has a new id; the message must go there. */
  | { readonly is: 'moved'; readonly to: string }
  /** The message to edit or to reply to is not there any more; `stays`: it is, but as it is. */
  | { readonly is: 'gone'; readonly reason: string; readonly stays?: true }
  /** Any other refusal. */
  | { readonly is: 'refused'; readonly reason: string };

/** How one post differs from an ordinary one. */
export interface PostOptions {
  /** The platform's id of the message to answer to. */
  readonly replyTo?: string;
  /** The short, unformatted second try after `bad-message`. */
  readonly plain?: boolean;
}

/** One destination of one platform: limits as data, a pure render, a thin send. */
export interface Channel {
  /** Its key in `vigil.yaml`. */
  readonly name: string;
  /** The chat it writes to, whatever the topic: what mutes and presses are held against. */
  readonly chat: string;
  /** What a token fault takes down together: `telegram`, `slack`, `console`. */
  readonly platform: string;
  readonly limits: Limits;
  /** Sends it, once; how that ended is the answer. */
  post(message: Message, options?: PostOptions): Promise<Answer>;
  /** The same for a change; `id`: the platform's, as `post` got it. */
  edit(id: string, message: Message): Promise<Answer>;
  /** Whether it could take a message now, without sending one. */
  check(): Promise<Answer>;
  /** What `post` would send, for people. */
  preview(message: Message): string;
  /** The destination from now on, after `moved`. */
  move(to: string): void;
}
