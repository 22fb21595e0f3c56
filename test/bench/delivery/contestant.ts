import { fakeSlack, type FakeSlack } from '../../helpers/fake-slack.ts';
import { fakeTelegram, type FakeTelegram } from '../../helpers/fake-telegram.ts';

/** The chats everybody writes to: a group of 20 messages a minute, and a channel of one a second. */
export const GROUP = -1_001_234;
export const CHANNEL = 'C0123456789';
export const TOKEN = '987654321:AAbench-token-of-a-fake-bot-0123456789';

/** One interruption of the burst. */
export interface Vi {
  readonly stock: string;
  /** Of one length, and no part of another. */
  readonly name: string;
  /** HH:MM:SS. */
  readonly time: string;
}

/** A program that tells alerts to both chats, as one run of the bench uses it. */
export interface Contestant {
  /** It takes interruptions when this resolves. */
  start(): Promise<void>;
  fire(vi: Vi): Promise<void>;
  release(vi: Vi): Promise<void>;
  /** Resolves when the program has confirmed it. */
  mute(stock: string): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Both platforms, with their limits. */
export interface Chats {
  readonly telegram: FakeTelegram;
  readonly slack: FakeSlack;
}

export interface Entry {
  readonly name: string;
  /** How it is set up, for the reader of the table. */
  readonly setting: string;
  open(chats: Chats): Promise<Contestant>;
}

export const openChats = async (): Promise<Chats> => ({
  telegram: await fakeTelegram({ token: TOKEN }),
  slack: await fakeSlack(),
});

export const closeChats = async ({ telegram, slack }: Chats): Promise<void> => {
  await Promise.all([telegram.close(), slack.close()]);
};
