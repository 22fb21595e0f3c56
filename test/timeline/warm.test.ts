import { expect, test } from 'vitest';
import { FAST, openBot, PATIENT } from '../helpers/bot.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';

test(
  'before the market opens both platforms are asked, so that the first alert finds its connection',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, { ...FAST, clock: clockAt('07:56:30', 60) });
    const asked = (method: string): number =>
      [...bot.telegram.calls, ...bot.slack.calls].filter((call) => call.method === method).length;
    const before = asked('getMe');
    await bot.until('both are asked', () => asked('getMe') > before && asked('api.test') > 0);
    const connections = bot.telegram.connections() + bot.slack.connections();
    bot.fire('100000', '가나다');
    const alert = '🔴▲ 가나다 상승 정적VI 1회 +10.60%';
    await expectNothingElse(bot, {
      chats: { phone: [alert], desk: [alert], screen: bot.histories('screen') },
      ledger: ['phone', 'desk'].map((channel) => `100000 trigger 모든 VI ${channel} sent`),
    });
    expect(bot.telegram.connections() + bot.slack.connections()).toBe(connections);
  },
);

test('on a day without trading nobody is asked', PATIENT, async (context) => {
  const bot = await openBot(context, { ...FAST, clock: clockAt('23:30:00', 60) });
  const asked = (): number =>
    [...bot.telegram.calls, ...bot.slack.calls].filter(({ method }) => method === 'api.test')
      .length;
  const later = bot.clock.now() + 180_000;
  await bot.until('three minutes pass', () => bot.clock.now() > later);
  expect(asked()).toBe(0);
});
