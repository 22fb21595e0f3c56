import { describe, expect, test } from 'vitest';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';

const ALERT = '🔴▲ 가나다 상승 정적VI 1회 +10.60%';
const NEXT = '🔴▲ 라마바 상승 정적VI 1회 +10.60%';
const VI = ['100000', '가나다'] as const;
const VI_NEXT = ['100001', '라마바'] as const;

const rows = (...stocks: readonly string[]): readonly string[] =>
  stocks.flatMap((stock) =>
    ['phone', 'desk'].map((channel) => `${stock} trigger 모든 VI ${channel} sent`),
  );

/** The broker's own waits are tens of seconds: six of them pass in one. */
const hurried = () => ({ ...FAST, clock: clockAt('10:00:00', 6) });

/** What the broker was sent, by kind. */
const heardBy = (bot: Bot, trnm: string): number =>
  bot.simulator.heard.filter((text) => text.includes(`"trnm":"${trnm}"`)).length;

const stateOf = (bot: Bot): unknown => bot.logged.findLast(({ msg }) => msg === 'feed')?.data['is'];

describe.concurrent('the feed', PATIENT, () => {
  test('that is cut connects, logs in and registers anew, and goes on telling', async (context) => {
    const bot = await openBot(context, hurried());
    bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    bot.simulator.cut();
    await bot.until('a new registration', () => heardBy(bot, 'REG') === 2);
    expect(heardBy(bot, 'LOGIN')).toBe(2);
    await bot.until('watching again', () => stateOf(bot) === 'watching');
    bot.fire(...VI_NEXT);
    // Back within 10 s: nobody is told of it.
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, NEXT], desk: [ALERT, NEXT] },
      ledger: rows(VI[0], VI_NEXT[0]),
    });
    expect(bot.simulator.requests.filter(({ path }) => path === '/oauth2/token')).toHaveLength(1);
  });

  test('that stays away is told to the operator, and so is its return', async (context) => {
    const bot = await openBot(context, hurried());
    bot.simulator.swallow('LOGIN');
    bot.simulator.cut();
    const lost = /^⚠️ VI 감시 끊김 10:00:\d\d부터$/;
    await bot.until('the loss', () => bot.histories('screen').length === 1);
    expect(bot.histories('screen')[0]).toMatch(lost);
    await bot.until('the return', () => bot.chat('screen').length === 4);
    const back = bot.chat('screen')[3]?.text.split('\n') ?? [];
    expect(back[0]).toBe('✅ VI 감시 중');
    expect(back[1]).toMatch(/^끊긴 시간: 10:00:\d\d~10:0\d:\d\d \(\d+초\)$/);
    bot.fire(...VI);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT], desk: [ALERT], screen: bot.histories('screen') },
      ledger: rows(VI[0]),
    });
  });

  test('whose socket is silently dead is given up after a minute', async (context) => {
    const bot = await openBot(context, hurried());
    bot.simulator.blackhole();
    await bot.until('a new registration', () => heardBy(bot, 'REG') === 2, 20_000);
    await bot.until('watching again', () => stateOf(bot) === 'watching');
    bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    expect(await bot.ledger()).toHaveLength(2);
  });

  test('whose token has expired gets another one', async (context) => {
    const bot = await openBot(context, hurried());
    bot.simulator.expireTokens();
    bot.simulator.cut();
    // A token that was just issued is not asked for again within a minute (kiwoom.md 3).
    await bot.until('a new registration', () => heardBy(bot, 'REG') === 2, 20_000);
    await bot.until('watching again', () => stateOf(bot) === 'watching');
    bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    expect(bot.histories('screen')[0]).toMatch(/^⚠️ VI 감시 끊김/);
    expect(bot.simulator.requests.filter(({ path }) => path === '/oauth2/token')).toHaveLength(2);
  });

  test('that another program takes over stops, says so once and does not fight', async (context) => {
    const bot = await openBot(context, hurried());
    bot.simulator.kick();
    const stopped = '⛔ VI 감시 멈춤: 같은 앱키로 다른 곳에서 접속했습니다 (R10001)';
    await bot.shows('screen', [stopped]);
    expect((await bot.page('/readyz')).status).toBe(503);
    const later = bot.clock.elapsed() + 60_000;
    await bot.until('a minute to pass', () => bot.clock.elapsed() > later, 20_000);
    expect(bot.simulator.connections()).toBe(0);
    expect(heardBy(bot, 'LOGIN')).toBe(1);
    expect(bot.histories('screen')).toEqual([stopped]);
    expect(bot.histories('phone')).toEqual([]);
    // The rest of the bot is alive.
    expect((await bot.vigil('mute', 'all')).code).toBe(0);
    expect((await bot.page('/healthz')).status).toBe(200);
  });

  test('of an address that is not registered stops and says what to do', async (context) => {
    const bot = await openBot(context, {
      ...hurried(),
      broken: (simulator) =>
        simulator.answerNext({
          status: 200,
          body: '{"return_code":3,"return_msg":"인증에 실패했습니다[8050:지정단말기 인증에 실패했습니다]"}',
        }),
    });
    const stopped = '⛔ VI 감시 멈춤: 등록되지 않은 IP 주소입니다 (8050/8010)';
    await bot.shows('screen', [stopped]);
    expect(bot.simulator.connections()).toBe(0);
    expect(heardBy(bot, 'LOGIN')).toBe(0);
  });
});
