import type { Write } from '../helpers/fake-chat.ts';
import type { FakeSlack } from '../helpers/fake-slack.ts';
import type { FakeTelegram } from '../helpers/fake-telegram.ts';
import type { ChatRequest } from './recording.ts';

const asked = (platform: string, writes: readonly Write[]): readonly ChatRequest[] =>
  writes.map((write) => ({ ...write, chat: `${platform}:${write.chat}` }));

/** What reached both chat platforms, in the order it came. */
export const requestsOf = (telegram: FakeTelegram, slack: FakeSlack): readonly ChatRequest[] =>
  [...asked('telegram', telegram.writes), ...asked('slack', slack.writes)].toSorted(
    (a, b) => a.at - b.at,
  );
