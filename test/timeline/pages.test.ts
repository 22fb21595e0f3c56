import { describe, expect, test } from 'vitest';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';

const VI = ['100000', '가나다'] as const;
const ALERT = '🔴▲ 가나다 상승 정적VI 1회 +10.60%';

const readiness = async (bot: Bot): Promise<readonly [number, unknown]> => {
  const { status, text } = await bot.page('/readyz');
  return [status, JSON.parse(text)];
};

/** The samples of one metric, without its explanation. */
const samplesOf = async (bot: Bot, name: string): Promise<readonly string[]> =>
  (await bot.page('/metrics')).text.split('\n').filter((line) => line.startsWith(`${name}{`));

const outcome = (channel: string, how: string, count: number): string =>
  `vigil_outcomes_total{rule="모든 VI",channel="${channel}",outcome="${how}"} ${count}`;

describe.concurrent('the pages', PATIENT, () => {
  test('say that the bot is ready while it watches, and that it is not once the feed is lost', async (context) => {
    const bot = await openBot(context, FAST);
    expect(await bot.page('/healthz')).toEqual({ status: 200, text: 'ok' });
    expect(await readiness(bot)).toEqual([200, { ready: true, feed: true, store: true }]);
    expect(await samplesOf(bot, 'vigil_feed_state')).toContain(
      'vigil_feed_state{state="watching"} 1',
    );
    bot.simulator.kick();
    await bot.until('the feed to stop', async () => (await bot.page('/readyz')).status === 503);
    expect(await readiness(bot)).toEqual([503, { ready: false, feed: false, store: true }]);
    expect(await bot.page('/healthz')).toEqual({ status: 200, text: 'ok' });
    expect(await samplesOf(bot, 'vigil_feed_state')).toEqual([
      'vigil_feed_state{state="connecting"} 0',
      'vigil_feed_state{state="watching"} 0',
      'vigil_feed_state{state="stopped"} 1',
    ]);
  });

  test('count outcomes from the ledger, so that a restart resets nothing', async (context) => {
    const bot = await openBot(context, FAST);
    await bot.vigil('mute', '000660', 'today');
    bot.fire(...VI);
    bot.fire('000660', 'SK하이닉스');
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    const wanted = ['phone', 'desk'].flatMap((channel) => [
      outcome(channel, 'muted', 1),
      outcome(channel, 'sent', 1),
    ]);
    const counted = async () => (await samplesOf(bot, 'vigil_outcomes_total')).toSorted();
    await bot.until('all outcomes', async () => (await counted()).length === 4);
    expect(await counted()).toEqual(wanted.toSorted());
    expect(await samplesOf(bot, 'vigil_matched_total')).toContain(
      'vigil_matched_total{rule="모든 VI",channel="phone"} 2',
    );
    await bot.stop();
    await bot.start();
    expect(await counted()).toEqual(wanted.toSorted());
    expect(await samplesOf(bot, 'vigil_rows_total')).toContain('vigil_rows_total{is="reading"} 0');
  });

  test('show the last events, escaped, and no secret', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire('100000', '<b>가나다</b>');
    await bot.until('the alert', () => bot.histories('phone').length === 1);
    const { status, text } = await bot.page('/');
    expect(status).toBe(200);
    expect(text).toContain('&lt;b&gt;가나다&lt;/b&gt;');
    expect(text).not.toContain('<b>가나다');
    expect(text).not.toContain('app-key');
  });
});
