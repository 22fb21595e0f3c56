import type { Locale, Message } from '../alert/message.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Answer, Window } from './channel.ts';

/** Words or a press from a chat, before anybody has asked who it is. */
export interface Incoming {
  /** Unique for ever: `telegram:851234`, `slack:<envelope or trigger id>`. Seen twice, it acts once. */
  readonly id: string;
  /** `telegram:-100123`, `slack:C012`. */
  readonly chat: string;
  /** A chat with one person, where `for me` is allowed. */
  readonly direct: boolean;
  /** `telegram:123`, `slack:T012/U012`. Never the chat (chat-apis.md). */
  readonly person: string;
  /** `words`: without the slash, `/vi` or the bot's name. `press`: a button's data. */
  readonly said: { readonly is: 'words' | 'press'; readonly text: string };
  /** When the platform says it was written. */
  readonly at: EpochMs;
  /** The language of the person's client, if told; the chat's channel decides first. */
  readonly locale: Locale | undefined;
  /** The windows its answer is counted in. */
  readonly windows: readonly Window[];
  /** Tells the platform that the press or command was heard; `text` shows as a small hint. */
  acknowledge(text?: string): Promise<void>;
  /** Answers where it was said (in Slack only to the person). */
  answer(message: Message): Promise<Answer>;
  /** Answers with a PNG over the message; a place that cannot show one refuses it. */
  withPicture(png: Uint8Array): Answering;
}

/** A way to answer, and what it costs. */
export type Answering = Pick<Incoming, 'chat' | 'windows' | 'answer'>;

/** A chat platform's way in. */
export interface Inbox {
  /**
   * Hears until `close`. `heard` resolves when the effect is on disk and the answer is sent or
   * handed over; only then the platform is told that it need not say it again.
   */
  open(heard: (incoming: Incoming) => Promise<void>): void;
  /** Hears nothing more; resolves when what is in hand is done. */
  close(): Promise<void>;
}
