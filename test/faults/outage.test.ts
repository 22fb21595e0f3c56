import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { FAST, GROUP, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { expectConsistent } from '../helpers/expect-nothing-else.ts';
import type { Fault } from '../helpers/fake-chat.ts';
import { historyRow } from '../helpers/history-row.ts';
import { drivenClock } from './driven-clock.ts';
import { say } from '../helpers/say.ts';

const HOUR_MS = 3_600_000;

const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;
const stockOf = (n: number): string => String(200_000 + n);

const told = (bot: Bot, channel: string): number =>
  bot.chat(channel).filter(({ text }) => text.includes('종목')).length;

/** What the operator's console said, but for what is told of the feed. */
const notices = (bot: Bot): readonly string[] =>
  bot.histories('screen').filter((history) => !history.includes('감시'));

describe('hours of outage', PATIENT, () => {
  test('of a chat end in one digest of what it missed, and the next alert is news', async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    bot.telegram.refuseChat(GROUP, 502, 'Bad Gateway');
    clock.hurry(600);
    for (let n = 0; n < 40; n += 1) {
      bot.fire(stockOf(n), `종목${n}`);
      const next = clock.elapsed() + 180_000;
      await bot.until('three minutes', () => clock.elapsed() >= next, 20_000);
    }
    await bot.until('all in the other chat', () => told(bot, 'desk') === 40, 20_000);
    expect(bot.histories('phone')).toEqual([]);
    bot.telegram.refuseChat(GROUP, undefined);
    await bot.until('the digest', () => bot.histories('phone').length > 0, 20_000);
    clock.hurry(1);
    expect(bot.histories('phone')[0]).toMatch(/^⌛ 제때 전하지 못한 VI 39건 /);
    bot.fire('100000', '가나다');
    await bot.until('the next alert', () => bot.histories('phone').includes(alertOf('가나다')));
    expect(bot.histories('phone')).toHaveLength(2);
    const outcomes = async () =>
      (await bot.ledger())
        .filter(({ channel }) => channel === 'phone')
        .map(({ outcome }) => outcome);
    await bot.until('its outcome', async () => (await outcomes()).at(-1) === 'sent');
    // The first may have arrived, as far as a 502 tells; it is the only one in doubt.
    expect(await outcomes()).toEqual([
      'unknown',
      ...Array.from({ length: 39 }, () => 'expired'),
      'sent',
    ]);
    expect(notices(bot)).toEqual(['⚠️ 채널 phone 전송 중단', '✅ 채널 phone 전송 재개']);
    await expectConsistent(bot);
  });

  test('of the broker are told once, and once that they are over, with one digest', async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    // Each costs 10 s until the broker ends it and up to 60 s until the next attempt.
    for (let n = 0; n < 100; n += 1) bot.simulator.swallow('LOGIN');
    const began = clock.now();
    bot.simulator.cut();
    for (let n = 0; n < 30; n += 1) {
      const trigger = timeOf(began + (n + 1) * 60_000);
      bot.simulator.addHistory(historyRow({ stock: stockOf(n), name: `종목${n}`, trigger }));
    }
    clock.hurry(600);
    await bot.until('the digest', () => bot.histories('phone').length > 0, 50_000);
    clock.hurry(1);
    expect(clock.now() - began).toBeGreaterThan(1.5 * HOUR_MS);
    expect(bot.histories('phone')).toEqual([
      expect.stringMatching(/^⌛ 제때 전하지 못한 VI 30건 /),
    ]);
    const said = bot.chat('screen').map(({ text }) => text);
    expect(said.filter((text) => text.includes('끊김'))).toHaveLength(1);
    expect(said.filter((text) => /끊긴 시간: 10:00:\d\d~/.test(text))).toHaveLength(1);
  });
});

describe('a second program on the same Telegram token', PATIENT, () => {
  test('is told once after a minute, alerts go on, and commands come back', async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, { ...FAST, clock });
    const conflict: Fault = {
      is: 'answer',
      status: 409,
      body: { ok: false, error_code: 409, description: 'Conflict: terminated by other getUpdates' },
    };
    for (let n = 0; n < 8; n += 1) bot.telegram.next('getUpdates', conflict);
    // Ends the long poll that is open, so that the next ones meet the conflict.
    say(bot, 'admin', '/mutes');
    await bot.until('its answer', () => bot.histories('phone').length === 1);
    clock.hurry(20);
    const second = '⚠️ 같은 텔레그램 토큰을 쓰는 다른 프로그램이 있습니다';
    await bot.until('the notice', () => notices(bot).includes(second), 30_000);
    bot.fire('100000', '가나다');
    await bot.until('an alert', () => bot.histories('phone').includes(alertOf('가나다')));
    const isOver = (): boolean => bot.telegram.callsOf('getUpdates').length > 10;
    await bot.until('the end of the conflict', isOver, 30_000);
    say(bot, 'admin', '/mutes');
    await bot.until('the second answer', () => bot.histories('phone').length === 3, 20_000);
    expect(notices(bot)).toEqual([second]);
  });
});

describe('a slow destination', PATIENT, () => {
  test('delays no other', async (context) => {
    const bot = await openBot(context, FAST);
    for (let n = 0; n < 4; n += 1) bot.telegram.next('sendMessage', { is: 'slow', ms: 3_000 });
    const began = performance.now();
    const names = ['가나다', '라마바', '사아자'];
    names.forEach((name, n) => bot.fire(stockOf(n), name));
    await bot.shows('desk', names.map(alertOf), 2_500);
    expect(performance.now() - began).toBeLessThan(2_500);
    const all = (): boolean =>
      names.every((name) => bot.chat('phone').some(({ text }) => text.includes(name)));
    await bot.until('all in the slow one', all, 20_000);
  });
});
