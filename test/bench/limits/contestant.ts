import type { Load } from './schedules.ts';

/** Sends one message to a chat; it is stamped here, where it leaves. */
export type Send = (chat: string) => Promise<void>;

/** A scheduler that is to keep Telegram's limits. */
export interface Contestant {
  readonly name: string;
  /** How it is set up, for the reader of the table. */
  readonly setting: string;
  /** Sends everything; resolves when the last has left. */
  play(loads: readonly Load[], send: Send): Promise<void>;
}

export const isGroup = (chat: string): boolean => chat.startsWith('-');
