import { expect, test } from 'vitest';
import { sleep, systemClock } from '../../src/platform/clock.ts';
import { GROUP, openBot, type Bot, type ExportedRow } from '../helpers/bot.ts';
import { expectConsistent } from '../helpers/expect-nothing-else.ts';

const VIS = 5_000;
/** A minute's worth in a few seconds: harsher than the storm that reliability.md asks for. */
const BATCH = 250;
const BETWEEN_MS = 250;
const CHATS = ['phone', 'desk'] as const;

/** So few messages while they are news that the digests cannot list all: they list the largest and count the rest. */
const CHANNELS = `
  phone: { telegram: { chat: ${GROUP} }, limits: 8/10s, useful_for: 40s }
  desk: { slack: { channel: C0DESK }, limits: 8/10s, useful_for: 40s }
  screen: { console: {} }
`;

const nameOf = (n: number): string => `폭주${n}호`;
/** Million won; 7,919 is a prime, so that every VI has another one, in no order. */
const turnoverOf = (n: number): number => ((n * 7_919) % VIS) + 1;
const stockOf = (n: number): string => String(100_000 + n);

async function storm(bot: Bot): Promise<void> {
  for (let n = 0; n < VIS; n += 1) {
    bot.fire(stockOf(n), nameOf(n), { values: { '14': String(turnoverOf(n)) } });
    if (n % BATCH === BATCH - 1) await sleep(systemClock, BETWEEN_MS);
  }
}

const said = (text: string): number => Number(/VI (\d+)건/.exec(text)?.[1] ?? 1);
const left = (text: string): number => Number(/^외 (\d+)건/m.exec(text)?.[1] ?? 0);
const listed = (text: string): readonly number[] =>
  [...text.matchAll(/폭주(\d+)호/g)].map(([, n]) => Number(n));

/** A digest counts what the ledger has in it, and lists the largest turnovers of these. */
function expectTop(text: string, rows: readonly ExportedRow[]): void {
  const turnovers = rows.map(({ stock }) => turnoverOf(Number(stock) - 100_000));
  const shown = listed(text).map(turnoverOf);
  const largest = turnovers.toSorted((a, b) => b - a).slice(0, shown.length);
  expect({ said: said(text), listed: shown.length + left(text) }).toEqual({
    said: rows.length,
    listed: rows.length,
  });
  expect(shown.toSorted((a, b) => b - a)).toEqual(largest);
}

test('5,000 VIs within a minute are all accepted and merged; digests count them and list the largest', async (context) => {
  const bot = await openBot(context, { channels: CHANNELS, limits: false });
  await storm(bot);
  const ended = async (): Promise<boolean> => {
    const counts = await bot.store().rows.counts();
    const told = counts.filter(({ outcome }) => outcome === 'sent' || outcome === 'merged');
    return told.reduce((sum, { count }) => sum + count, 0) === VIS * CHATS.length;
  };
  await bot.until('every VI to be told in both chats', ended, 100_000);
  expect(bot.simulator.connections()).toBe(1);
  const rows = await bot.ledger();
  const byMessage = Map.groupBy(rows, (row) => `${row['channel']} ${row['message_id']}`);
  await bot.stop();
  for (const channel of CHATS) {
    const shown = bot.chat(channel).filter(({ text }) => listed(text).length > 0);
    for (const { id, text } of shown) expectTop(text, byMessage.get(`${channel} ${id}`) ?? []);
    expect(shown.reduce((sum, { text }) => sum + said(text), 0)).toBe(VIS);
    expect(shown.some(({ text }) => left(text) > 0)).toBe(true);
  }
  await expectConsistent(bot);
}, 150_000);
