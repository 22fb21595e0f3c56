import { describe, expect, test } from 'vitest';
import { FAST, FAST_CHANNELS, GROUP, openBot, PATIENT, type BotOptions } from '../helpers/bot.ts';

const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;

const WITH_WRONG: BotOptions = {
  ...FAST,
  rules: '\n  - { name: 모든 VI, when: { all: true }, notify: [phone, desk, wrong] }\n',
  channels: `${FAST_CHANNELS}  wrong: { slack: { channel: C0WRONG } }\n`,
};

describe.concurrent('a destination that is wrong', PATIENT, () => {
  test('is told at the next start, before any alert, and the rest runs', async (context) => {
    const bot = await openBot(context, WITH_WRONG);
    await bot.stop();
    bot.slack.refuseChannel('C0WRONG', 'channel_not_found');
    bot.telegram.refuseChat(GROUP, 400, 'Bad Request: chat not found');
    const before = bot.chat('screen').length;
    await bot.start();
    const since = (): readonly string[] =>
      bot
        .chat('screen')
        .slice(before)
        .map(({ history }) => history);
    const paused = ['⚠️ 채널 phone 전송 중단', '⚠️ 채널 wrong 전송 중단'];
    await bot.until('both notices', () => paused.every((one) => since().includes(one)));
    const reasons = bot
      .chat('screen')
      .map(({ text }) => text)
      .join('\n');
    expect(reasons).toContain('channel_not_found');
    expect(reasons).toContain('chat not found');
    expect(bot.telegram.callsOf('sendMessage')).toEqual([]);
    bot.fire('100000', '가나다');
    await bot.shows('desk', [alertOf('가나다')]);
    expect(bot.crashes).toEqual([]);
  });

  test('is not told where all is right', async (context) => {
    const bot = await openBot(context, WITH_WRONG);
    bot.fire('100000', '가나다');
    for (const channel of ['phone', 'desk', 'wrong']) await bot.shows(channel, [alertOf('가나다')]);
    expect(bot.histories('screen')).toEqual([]);
  });
});
