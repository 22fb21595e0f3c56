import { expect, test } from 'vitest';
import { sleep, systemClock } from '../../src/platform/clock.ts';
import { openBot, type Bot } from '../helpers/bot.ts';
import { expectNothingElse, rowText } from '../helpers/expect-nothing-else.ts';
import type { Vi } from '../helpers/frames.ts';

const COUNT = 30;
const EVERY_MS = 100;
const CHATS = ['phone', 'desk'] as const;

const NAMES = Array.from({ length: COUNT }, (_, n) => `종목${String(n + 1).padStart(2, '0')}`);
const stockOf = (n: number): string => `1000${String(n).padStart(2, '0')}`;

/** Everything that stands in a chat, line by line. */
const linesOf = (bot: Bot, channel: string): readonly string[] =>
  bot.chat(channel).flatMap(({ text }) => text.split('\n'));

/** The names in a chat, in the order in which they are read. */
const namesIn = (bot: Bot, channel: string): readonly string[] =>
  linesOf(bot, channel).flatMap((line) => NAMES.filter((name) => line.includes(`${name} `)));

const releasedIn = (bot: Bot, channel: string): readonly string[] =>
  NAMES.filter((name) =>
    linesOf(bot, channel).some((line) => line.includes(`${name} `) && line.includes('해제 10:')),
  );

/** Fires all, one every 100 ms; gives what was told and when. */
async function fireAll(bot: Bot): Promise<readonly { readonly vi: Vi; readonly at: number }[]> {
  const fired: { vi: Vi; at: number }[] = [];
  const began = systemClock.elapsed();
  for (const [n, name] of NAMES.entries()) {
    await sleep(systemClock, began + n * EVERY_MS - systemClock.elapsed());
    fired.push({ vi: bot.fire(stockOf(n), name), at: systemClock.elapsed() });
  }
  return fired;
}

/** Looks at the chats all the time; notes when each name was first seen in each. */
function watchChats(bot: Bot) {
  const seen = new Map<string, number>();
  const look = (): boolean => {
    for (const channel of CHATS) {
      for (const name of namesIn(bot, channel)) {
        const key = `${channel} ${name}`;
        if (!seen.has(key)) seen.set(key, systemClock.elapsed());
      }
    }
    return seen.size === CHATS.length * COUNT;
  };
  return { seen, all: bot.until('all names in both chats', look, 15_000) };
}

test('30 VIs in 3 s are all in a group and in Slack within 5 s, in order, and all released', async (context) => {
  const bot = await openBot(context);
  const { seen, all } = watchChats(bot);
  const fired = await fireAll(bot);
  await all;

  const waits = CHATS.flatMap((channel) =>
    fired.map(({ vi, at }) => (seen.get(`${channel} ${vi.name}`) ?? Infinity) - at),
  );
  expect(Math.max(...waits)).toBeLessThan(5_000);
  for (const channel of CHATS) expect(namesIn(bot, channel)).toEqual(NAMES);

  for (const { vi } of fired) {
    await sleep(systemClock, EVERY_MS / 2);
    bot.release(vi);
  }
  const isOver = (): boolean => CHATS.every((one) => releasedIn(bot, one).length === COUNT);
  await bot.until('all releases in both chats', isOver, 30_000);
  for (const channel of CHATS) expect(namesIn(bot, channel)).toEqual(NAMES);

  const rows = await bot.ledger();
  expect(rows).toHaveLength(CHATS.length * COUNT);
  expect(rows.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'merged')).toEqual([]);
  await expectNothingElse(bot, {
    chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
    ledger: rows.map(rowText),
  });
}, 60_000);
