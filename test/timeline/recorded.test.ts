import { describe, expect, test } from 'vitest';
import { openBot, PATIENT } from '../helpers/bot.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { recordedFrames, retimed } from '../helpers/frames.ts';

const KOREAN_AND_ENGLISH = `
  phone: { telegram: { chat: -1001 } }
  desk: { slack: { channel: C0DESK }, locale: en }
  screen: { console: {} }
`;

describe.concurrent('recorded frames, byte for byte, at their own time of day', PATIENT, () => {
  test('a trigger with _AL and its release on the bare code are one message, edited', async (context) => {
    const bot = await openBot(context, {
      channels: KOREAN_AND_ENGLISH,
      clock: clockAt('11:44:00'),
    });
    const [trigger = '', release = ''] = recordedFrames('live-109670-static-up.jsonl');
    bot.push(trigger);
    const fired = '🔴▲ 씨싸이트 상승 정적VI 1회 +10.60%';
    const firedInEnglish = '🔴▲ 씨싸이트 up static VI #1 +10.60%';
    await bot.shows('phone', [fired]);
    await bot.shows('desk', [firedInEnglish]);
    const rest = [
      '3,860원 (기준 3,490) · 전일대비 +10.60%',
      '거래대금 1,900만 · 코스닥 109670 · KRX',
      '11:43:59 발동 → 11:45:59~11:46:29 해제 예상',
      '규칙: 모든 VI',
    ];
    const restInEnglish = [
      '₩3,860 (ref 3,490) · +10.60% on the day',
      'turnover ₩19M · KOSDAQ 109670 · KRX',
      'fired 11:43:59 → ends 11:45:59~11:46:29',
      'Rules: 모든 VI',
    ];
    expect(bot.chat('phone')[0]?.text).toBe([fired, ...rest].join('\n'));
    expect(bot.chat('desk')[0]?.text).toBe([firedInEnglish, ...restInEnglish].join('\n'));

    bot.push(release);
    const released = '⏹ 씨싸이트 정적VI 해제 11:46:11 (2분 12초)';
    const releasedInEnglish = '⏹ 씨싸이트 static VI released 11:46:11 (2m 12s)';
    await expectNothingElse(bot, {
      chats: {
        phone: [`${fired} ⇒ ${released}`],
        desk: [`${firedInEnglish} ⇒ ${releasedInEnglish}`],
      },
      ledger: ['109670 trigger 모든 VI phone sent', '109670 trigger 모든 VI desk sent'],
    });
    expect(bot.chat('phone')[0]?.text).toBe([released, ...rest].join('\n'));
    expect(bot.chat('desk')[0]?.text).toBe([releasedInEnglish, ...restInEnglish].join('\n'));
  });

  test('three copies in the opening auction are two events, of KRX and of NXT', async (context) => {
    const bot = await openBot(context, {
      channels: KOREAN_AND_ENGLISH,
      clock: clockAt('09:00:14'),
    });
    bot.push(...recordedFrames('live-047920-opening-auction.jsonl'));
    const inKorean = '🔴▲ HLB제약 상승 정적VI +29.94%';
    const inEnglish = '🔴▲ HLB제약 up static VI +29.94%';
    await expectNothingElse(bot, {
      chats: { phone: [inKorean, inKorean], desk: [inEnglish, inEnglish] },
      ledger: [
        '047920 trigger 모든 VI phone sent',
        '047920 trigger 모든 VI phone sent',
        '047920 trigger 모든 VI desk sent',
        '047920 trigger 모든 VI desk sent',
      ],
    });
    const [krx, nxt] = bot.chat('phone');
    const text = (venue: string): string =>
      [
        inKorean,
        '12,500원 (기준 9,620)',
        `코스닥 047920 · ${venue}`,
        '09:00:13 발동 → 09:02:13~09:02:43 해제 예상',
        '규칙: 모든 VI',
      ].join('\n');
    expect([krx?.text, nxt?.text]).toEqual([text('KRX'), text('NXT')]);
    const venues = (await bot.ledger()).filter(({ stock }) => stock === '047920');
    expect(venues.map(({ venue, channel }) => `${channel} ${venue}`)).toEqual([
      'desk krx',
      'phone krx',
      'desk nxt',
      'phone nxt',
    ]);
  });

  test('a dynamic VI without a name is told by its code', async (context) => {
    const bot = await openBot(context, {
      channels: KOREAN_AND_ENGLISH,
      clock: clockAt('11:46:03'),
    });
    bot.push(...recordedFrames('live-078860-dynamic-down.jsonl'));
    const inKorean = '🔵▼ 078860 하락 동적VI 1회 -6.09%';
    await expectNothingElse(bot, {
      chats: { phone: [inKorean], desk: ['🔵▼ 078860 down dynamic VI #1 -6.09%'] },
      ledger: ['078860 trigger 모든 VI phone sent', '078860 trigger 모든 VI desk sent'],
    });
    expect(bot.chat('phone')[0]?.text.split('\n').slice(1)).toEqual([
      '2,700원 (기준 2,875)',
      '078860 · KRX',
      '11:46:02 발동 → 11:48:02~11:48:32 해제 예상',
      '규칙: 모든 VI',
    ]);
  });

  test('the official sample, a release seen first, is one message that says it is over', async (context) => {
    const bot = await openBot(context, {
      channels: KOREAN_AND_ENGLISH,
      clock: clockAt('11:17:03'),
    });
    bot.push(...recordedFrames('official-sample.jsonl'));
    await expectNothingElse(bot, {
      chats: {
        phone: ['⏹ 삼성전자 정적VI 해제 11:17:03 (2분 9초)'],
        desk: ['⏹ 삼성전자 static VI released 11:17:03 (2m 9s)'],
      },
      ledger: ['005930 trigger 모든 VI phone sent', '005930 trigger 모든 VI desk sent'],
    });
    const lines = bot.chat('phone')[0]?.text.split('\n') ?? [];
    expect(lines[1]).toMatch(/^\(늦음 \+1[23]\d초\)$/);
    // 9008 of the sample says KOSDAQ: the stock list wins.
    expect(lines.slice(2)).toEqual([
      '4,125원 (기준 3,750) · 전일대비 +10.00%',
      '거래대금 42억 · 코스피 005930 · KRX',
      '11:14:54 발동 → 11:16:54~11:17:24 해제 예상',
      '규칙: 모든 VI',
    ]);
  });

  test('the same sample an hour later is no news: one digest lists it as expired', async (context) => {
    const bot = await openBot(context, { clock: clockAt('12:17:03') });
    bot.push(...recordedFrames('official-sample.jsonl'));
    const digest = '⌛ 제때 전하지 못한 VI 1건 (▲1) 11:14:54';
    await bot.shows('phone', [digest]);
    await bot.shows('desk', [digest]);
    await expectNothingElse(bot, {
      chats: { phone: [digest], desk: [digest] },
      ledger: ['005930 trigger 모든 VI phone expired', '005930 trigger 모든 VI desk expired'],
    });
  });
});

describe.concurrent('recorded frames as if they came now', PATIENT, () => {
  test('a rule for releases gets one, a rule for both two, beside the edited alert', async (context) => {
    const bot = await openBot(context, {
      rules: `
  - { name: 발동, when: { all: true }, notify: [phone] }
  - { name: 해제, when: { event: release }, notify: [phone, desk] }
  - { name: 모두, when: { event: any }, notify: [desk] }
`,
    });
    const [trigger = '', release = ''] = recordedFrames('live-109670-static-up.jsonl');
    const fired = bot.clock.now();
    bot.push(retimed(trigger, fired));
    await bot.until('alerts', () => bot.chat('phone').length + bot.chat('desk').length === 2);
    bot.push(retimed(release, fired, bot.clock.now() + 1_000));
    const alert = '🔴▲ 씨싸이트 상승 정적VI 1회 +10.60%';
    const over = /^⏹ 씨싸이트 정적VI 해제 10:00:\d\d \(\d+초\)$/;
    await bot.until('releases', () => bot.chat('phone').length + bot.chat('desk').length === 4);
    const told = bot.chat('phone')[1]?.history ?? '';
    expect(told).toMatch(over);
    const both = [`${alert} ⇒ ${told}`, told];
    await expectNothingElse(bot, {
      chats: { phone: both, desk: both },
      ledger: [
        '109670 trigger 발동 phone sent',
        '109670 trigger 모두 desk sent',
        '109670 release 해제 phone sent',
        '109670 release 해제 desk sent',
        '109670 release 모두 desk sent',
      ],
    });
  });
});
