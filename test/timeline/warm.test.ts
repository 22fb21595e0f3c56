import { expect, test } from 'vitest';
import { FAST, openBot, PATIENT } from '../helpers/bot.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import type { ApiCall } from '../helpers/fake-chat.ts';

const portOf = ({ port }: ApiCall): number | undefined => port;

test(
  'before the market opens both platforms are asked, so that the first alert finds its connection',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, { ...FAST, clock: clockAt('07:57:30', 10) });
    const asked = (method: string): number =>
      [...bot.telegram.calls, ...bot.slack.calls].filter((call) => call.method === method).length;
    const before = asked('getMe');
    await bot.until(
      'both are asked',
      () => asked('getMe') > before && asked('api.test') > 0,
      20_000,
    );
    const known = [bot.telegram, bot.slack].map(({ calls }) => new Set(calls.map(portOf)));
    const alert = '🔴▲ 가나다 상승 정적VI 1회 +10.60%';
    bot.fire('100000', '가나다');
    await bot.shows('phone', [alert]);
    await bot.shows('desk', [alert]);
    const told = [bot.telegram.callsOf('sendMessage'), bot.slack.callsOf('chat.postMessage')];
    expect(told.map((calls, n) => known[n]?.has(calls.at(-1)?.port))).toEqual([true, true]);
    await expectNothingElse(bot, {
      chats: { phone: [alert], desk: [alert], screen: bot.histories('screen') },
      ledger: ['phone', 'desk'].map((channel) => `100000 trigger 모든 VI ${channel} sent`),
    });
  },
);

test('at night nobody is asked', PATIENT, async (context) => {
  const bot = await openBot(context, { ...FAST, clock: clockAt('23:30:00', 10) });
  const asked = (): number =>
    [...bot.telegram.calls, ...bot.slack.calls].filter(({ method }) => method === 'api.test')
      .length;
  const later = bot.clock.now() + 90_000;
  await bot.until('a minute and a half passes', () => bot.clock.now() > later, 20_000);
  expect(asked()).toBe(0);
});
