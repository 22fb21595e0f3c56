import { expect, test } from 'vitest';
import { dayProgramme } from '../../src/feed/simulator/programme.ts';
import { openBot, type Bot, type ExportedRow } from '../helpers/bot.ts';
import { expectConsistent } from '../helpers/expect-nothing-else.ts';

const VIS = 1_079;
const CHANNELS = ['phone', 'desk', 'screen'] as const;

/** The whole day in 1.2 s, but that a stock's next VI waits for the next second. */
const PROGRAMME = dayProgramme({ day: 'extreme', seed: 1, speed: 20_000 });

const OPTIONS = {
  programme: PROGRAMME,
  rules: `
  - { name: 모든 VI, when: { all: true }, notify: [phone, desk, screen] }
`,
  // The group can carry 18 alerts in the first minute: what waits for the second is no news here.
  channels: `
  phone: { telegram: { chat: -1001 }, useful_for: 8s }
  desk: { slack: { channel: C0DESK } }
  screen: { console: {} }
`,
};

/** How many rows of a channel ended how. */
const countsOf = (rows: readonly ExportedRow[], channel: string): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(rows, (row) => `${row['channel']} ${row['outcome']}`)]
      .filter(([key]) => key.startsWith(`${channel} `))
      .map(([key, { length }]) => [key.slice(channel.length + 1), length]),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** How many VIs a message says it tells: a digest counts its own, lines and rest together. */
function toldIn(text: string): { readonly said: number; readonly listed: number } {
  const [head = '', ...rest] = text.split('\n');
  const said = Number(/VI (\d+)건/.exec(head)?.[1] ?? 1);
  if (said === 1) return { said, listed: 1 };
  const left = Number(/^외 (\d+)건$/m.exec(text)?.[1] ?? 0);
  return { said, listed: left + rest.filter((line) => /^[▲▼·] /.test(line)).length };
}

/** Each message tells as many as the ledger has in it, whether as news or as expired. */
function expectEachMessageCounted(bot: Bot, rows: readonly ExportedRow[], channel: string): void {
  const told = Map.groupBy(
    rows.filter((row) => row['channel'] === channel && row['message_id'] !== null),
    (row) => row['message_id'] ?? '',
  );
  const counted = [...told].map(([id, { length }]) => ({ id, said: length, listed: length }));
  const shown = bot.chat(channel).map(({ id, text }) => ({ id, ...toldIn(text) }));
  const byId = (a: { id: string }, b: { id: string }): number => Number(a.id) - Number(b.id);
  expect(shown.toSorted(byId)).toEqual(counted.toSorted(byId));
}

/** Messages and edits that the group got in its busiest 60 s. */
function mostInAMinute({ telegram }: Bot): number {
  const times = ['sendMessage', 'editMessageText']
    .flatMap(telegram.callsOf)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length),
  );
}

test('the extreme day, 1,079 VIs with 100 in its first minute, is told and floods nobody', async (context) => {
  const bot = await openBot(context, OPTIONS);
  const ended = async (): Promise<boolean> => {
    const rows = await bot.store().rows.counts();
    const over = rows.filter(({ outcome }) => outcome !== 'waiting');
    return sum(over.map(({ count }) => count)) === VIS * CHANNELS.length;
  };
  await bot.until('every row to end', ended, 150_000);

  const rows = await bot.ledger();
  const counts = CHANNELS.map((channel) => countsOf(rows, channel));
  expect(counts.map((one) => sum(Object.values(one)))).toEqual([VIS, VIS, VIS]);
  const [phone = {}, desk = {}, screen = {}] = counts;
  expect(Object.keys(phone).toSorted()).toEqual(['expired', 'merged', 'sent']);
  expect(phone['merged']).toBeGreaterThan(400);
  expect(Object.keys(desk).toSorted()).toEqual(['merged', 'sent']);
  expect(screen).toEqual({ sent: VIS });

  await bot.stop();
  expectEachMessageCounted(bot, rows, 'phone');
  expectEachMessageCounted(bot, rows, 'desk');
  expect(mostInAMinute(bot)).toBeLessThanOrEqual(20);
  expect(bot.slack.callsOf('chat.update').length).toBeGreaterThan(0);
  await expectConsistent(bot);
}, 180_000);
