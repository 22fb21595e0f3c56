import { expect, test } from 'vitest';
import { FAST, GROUP, openBot, PATIENT } from '../helpers/bot.ts';
import type { Fault } from '../helpers/fake-chat.ts';
import { drivenClock } from './driven-clock.ts';

test(
  'alerts that pile up are told within 90 s through a channel that works, and so is the end',
  PATIENT,
  async (context) => {
    const clock = drivenClock(context);
    const bot = await openBot(context, {
      ...FAST,
      clock,
      channels: `
  phone: { telegram: { chat: ${GROUP} }, limits: 100/1s, useful_for: 10m }
  desk: { slack: { channel: C0DESK }, limits: 100/1s }
  screen: { console: {} }
`,
    });
    const wait: Fault = {
      is: 'answer',
      status: 429,
      body: { ok: false, error_code: 429, description: 'wait', parameters: { retry_after: 200 } },
    };
    bot.telegram.next('sendMessage', wait);
    const began = clock.elapsed();
    for (const n of [1, 2, 3]) bot.fire(`10000${n}`, `종목${n}`);
    clock.hurry(20);
    await bot.until('the notice', () => bot.histories('screen').length === 1, 20_000);
    expect(clock.elapsed() - began).toBeLessThan(90_000);
    expect(bot.histories('screen')[0]).toMatch(/^⚠️ 알림이 밀리고 있습니다: 3건, 가장 오래된 것 /);
    await bot.until('the end', () => bot.histories('screen').length === 2, 30_000);
    expect(bot.histories('screen')[1]).toBe('✅ 밀린 알림을 모두 보냈습니다');
    expect(
      bot
        .chat('phone')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('종목3');
  },
);
