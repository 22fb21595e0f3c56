/** So many messages that wait for one chat; a negative one is a group. */
export interface Load {
  readonly chat: string;
  readonly count: number;
}

/** What has to be sent, all of it at once. */
export interface Schedule {
  readonly name: string;
  readonly loads: readonly Load[];
  /** The least ms from the first to the last, by Telegram's limits alone. */
  readonly lawfulMs: number;
}

/** `chats` ids from `first` on, with so many messages each. */
const many = (chats: number, count: number, first: number): readonly Load[] =>
  Array.from({ length: chats }, (_, n) => ({
    chat: String(first < 0 ? first - n : first + n),
    count,
  }));

/** 30 a second: the last of 20 bursts leaves after 19 s. */
const BOT: Schedule = {
  name: '600 messages to 60 chats',
  loads: many(60, 10, 1_000),
  lawfulMs: 19_000,
};

/** One a second. */
const CHAT: Schedule = { name: '20 to one chat', loads: many(1, 20, 1_000), lawfulMs: 19_000 };

/**
 * 70 bursts of 30 take 69 s, a chat of 60 takes 59 s, a group of 24 has to wait for its second
 * minute: whoever serves in the order of coming has the long ones left at the end.
 */
const MIXED: Schedule = {
  name: '2,100 to chats and groups',
  loads: [...many(20, 24, -1_000), ...many(16, 45, 2_000), ...many(15, 60, 3_000)],
  lawfulMs: 69_000,
};

/** 20 a minute, one a second: the third minute's fifth leaves after 124 s. */
const GROUP: Schedule = { name: '45 to one group', loads: many(1, 45, -1_000), lawfulMs: 124_000 };

export const SCHEDULES: readonly Schedule[] = [BOT, CHAT, MIXED, GROUP];

/** The same in a quarter of a minute: the long windows are not filled. */
export const QUICK: readonly Schedule[] = [
  { name: '150 messages to 30 chats', loads: many(30, 5, 1_000), lawfulMs: 4_000 },
  { name: '5 to one chat', loads: many(1, 5, 1_000), lawfulMs: 4_000 },
  {
    name: '300 to chats and groups',
    loads: [...many(20, 7, -1_000), ...many(16, 7, 2_000), ...many(6, 8, 3_000)],
    lawfulMs: 9_000,
  },
  { name: '15 to one group', loads: many(1, 15, -1_000), lawfulMs: 14_000 },
];
