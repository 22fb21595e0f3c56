import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { expectConsistent } from '../helpers/expect-nothing-else.ts';
import { viFrame } from '../helpers/frames.ts';
import { historyRow } from '../helpers/history-row.ts';
import { drivenClock } from './driven-clock.ts';

const MINUTE_MS = 60_000;
const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;

async function exported(bot: Bot, what: string): Promise<readonly Record<string, unknown>[]> {
  const { out } = await bot.vigil('export', '--what', what);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const watchings = (bot: Bot): number =>
  bot.logged.filter(({ msg, data }) => msg === 'feed' && data['is'] === 'watching').length;

describe.concurrent('a wall clock that steps', PATIENT, () => {
  test.for([
    ['back by an hour', -60 * MINUTE_MS],
    ['ahead by a minute', MINUTE_MS],
  ] as const)('%s loses nothing, repeats nothing and breaks no line', async ([, ms], context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    const vi = bot.fire('100000', '가나다');
    await bot.shows('phone', [alertOf('가나다')]);
    clock.step(ms);
    bot.push(viFrame(vi));
    bot.fire('100001', '라마바');
    await bot.shows('phone', [alertOf('가나다'), alertOf('라마바')]);
    clock.hurry(30);
    const later = clock.elapsed() + 5 * MINUTE_MS;
    await bot.until('five quiet minutes', () => clock.elapsed() >= later, 20_000);
    expect(watchings(bot)).toBe(1);
    expect(await exported(bot, 'gaps')).toEqual([]);
    expect(bot.histories('phone')).toHaveLength(2);
    await expectConsistent(bot);
  });
});

test(
  'a machine that slept two hours makes up for them: a gap, one digest, and the watch goes on',
  PATIENT,
  async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    bot.fire('100000', '가나다');
    await bot.shows('phone', [alertOf('가나다')]);
    const slept = clock.now();
    clock.step(120 * MINUTE_MS);
    for (const [n, minutes] of [30, 60, 90].entries()) {
      const trigger = timeOf(slept + minutes * MINUTE_MS);
      bot.simulator.addHistory(historyRow({ stock: `20000${n}`, name: `종목${n}`, trigger }));
    }
    // The broker gave the line up long ago; after waking the first sign of it is a cut.
    bot.simulator.cut();
    await bot.until('the digest', () => bot.histories('phone').length === 2, 20_000);
    expect(bot.histories('phone')[1]).toMatch(/^⌛ 제때 전하지 못한 VI 3건 /);
    const [gap] = await exported(bot, 'gaps');
    expect(Number(gap?.['from'])).toBeLessThanOrEqual(slept);
    expect(Number(gap?.['to'])).toBeGreaterThanOrEqual(slept + 120 * MINUTE_MS);
    bot.fire('100001', '라마바');
    await bot.until('the next alert', () => bot.histories('phone').includes(alertOf('라마바')));
    await expectConsistent(bot);
  },
);

test(
  'midnight: what fired before it belongs to the day before, whenever it is heard',
  PATIENT,
  async (context) => {
    const clock = drivenClock(context, '23:59:55');
    const bot = await openBot(context, { ...FAST, clock });
    const before = { stock: '100000', name: '가나다', trigger: '23:59:58' };
    clock.hurry(5);
    await bot.until('midnight', () => /^00:00:0[2-9]/.test(timeOf(clock.now())), 20_000);
    clock.hurry(1);
    bot.push(viFrame(before));
    bot.fire('100001', '라마바');
    await bot.shows('phone', [alertOf('가나다'), alertOf('라마바')]);
    bot.push(viFrame(before));
    bot.release(before);
    await bot.until('the release', () => bot.histories('phone')[0]?.includes('⏹') ?? false);
    const days = (await bot.ledger())
      .filter(({ channel }) => channel === 'phone')
      .map(({ stock, day, outcome }) => `${stock} ${day} ${outcome}`);
    expect(days).toEqual(['100000 2026-11-20 sent', '100001 2026-11-21 sent']);
    expect(bot.histories('phone')).toHaveLength(2);
    await expectConsistent(bot);
  },
);

test(
  'a clock that is 40 s ahead is told, since alerts look late by it',
  PATIENT,
  async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    clock.hurry(30);
    for (let n = 0; n < 5; n += 1) {
      const trigger = timeOf(clock.now() - 40_000);
      bot.push(viFrame({ stock: `10000${n}`, name: `종목${n}`, trigger }));
      const next = clock.elapsed() + 20_000;
      await bot.until('the next event', () => clock.elapsed() >= next);
    }
    const ahead = expect.stringMatching(/^⚠️ 이 컴퓨터의 시계가 4\d초 빠릅니다$/);
    await bot.until('the notice', () => bot.histories('screen').length > 0, 20_000);
    expect(bot.histories('screen')).toEqual([ahead]);
  },
);
