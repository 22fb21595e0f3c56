import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { FAST, GROUP, openBot, PATIENT, PEOPLE, type Bot } from '../helpers/bot.ts';
import { expectNothingElse, rowText } from '../helpers/expect-nothing-else.ts';
import { viFrame } from '../helpers/frames.ts';

const alertOf = (name: string, count = 1): string => `🔴▲ ${name} 상승 정적VI ${count}회 +10.60%`;

const row = (stock: string, channel: string, outcome = 'sent', rule = '모든 VI'): string =>
  `${stock} trigger ${rule} ${channel} ${outcome}`;

const both = (stock: string, outcome = 'sent'): readonly string[] =>
  ['phone', 'desk'].map((channel) => row(stock, channel, outcome));

/** The n-th VI of its stock, some seconds after the others. */
const nth = (bot: Bot, count: number) => ({
  trigger: timeOf(bot.clock.now() + count * 1_000),
  values: { '1490': String(count) },
});

async function restart(bot: Bot): Promise<void> {
  await bot.stop();
  await bot.start();
}

const SAMSUNG = ['005930', '삼성전자'] as const;

describe.concurrent('after a restart', PATIENT, () => {
  test('messages are still edited on release, and what was told is not told again', async (context) => {
    const bot = await openBot(context, FAST);
    const vi = bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    await bot.shows('desk', [alertOf('삼성전자')]);
    await restart(bot);
    bot.push(viFrame(vi), viFrame(vi));
    bot.release(vi);
    const isEdited = (channel: string): boolean =>
      bot.histories(channel)[0]?.startsWith(`${alertOf('삼성전자')} ⇒ ⏹ 삼성전자 정적VI 해제`) ??
      false;
    await bot.until('both edits', () => isEdited('phone') && isEdited('desk'));
    await restart(bot);
    bot.push(viFrame(vi));
    const [phone = ''] = bot.histories('phone');
    const [desk = ''] = bot.histories('desk');
    await expectNothingElse(bot, {
      chats: { phone: [phone], desk: [desk] },
      ledger: both('005930'),
    });
  });

  test('the earlier VIs of a stock are still named in one line, those of other stocks never', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire('000660', 'SK하이닉스');
    const first = bot.fire(...SAMSUNG);
    await bot.until('both', () => bot.chat('phone').length === 2);
    await restart(bot);
    const second = bot.fire(...SAMSUNG, nth(bot, 2));
    await bot.until('the second', () => bot.chat('phone').length === 3);
    const earlier = `오늘 앞서: ${first.trigger} ▲ 정적`;
    expect(bot.chat('phone').map(({ text }) => text.includes('오늘 앞서'))).toEqual([
      false,
      false,
      true,
    ]);
    expect(bot.chat('phone')[2]?.text.split('\n')).toContain(earlier);
    await restart(bot);
    bot.release(second);
    await bot.until('its edit', () => bot.histories('phone')[2]?.includes('⇒') ?? false);
    expect(bot.chat('phone')[2]?.text.split('\n')).toContain(earlier);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: [...both('000660'), ...both('005930'), ...both('005930')],
    });
  });

  test('a rule still knows that the stock fired a little before, and fires once', async (context) => {
    const again = '\n  - { name: 또, when: { since_last: "<= 10m" }, notify: [phone] }\n';
    const bot = await openBot(context, { ...FAST, rules: again });
    bot.fire(...SAMSUNG);
    await bot.until('its row', async () => (await bot.store().rows.lastEvents(9)).length === 1);
    await restart(bot);
    bot.fire('000660', 'SK하이닉스');
    const second = bot.fire(...SAMSUNG, nth(bot, 2));
    await bot.shows('phone', [alertOf('삼성전자', 2)]);
    await restart(bot);
    bot.push(viFrame(second));
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자', 2)] },
      ledger: [row('005930', 'phone', 'sent', '또')],
    });
  });

  test('what waited is told, once and in order, within the limits that the last run used up', async (context) => {
    const bot = await openBot(context);
    const names = Array.from({ length: 30 }, (_, n) => `종목${String(n + 1).padStart(2, '0')}`);
    names.forEach((name, n) => bot.fire(`1000${String(n).padStart(2, '0')}`, name));
    const linesOf = (channel: string): readonly string[] =>
      bot.chat(channel).flatMap(({ text }) => text.split('\n'));
    const namesIn = (channel: string): readonly string[] =>
      linesOf(channel).flatMap((line) => names.filter((name) => line.includes(`${name} `)));
    await bot.until('the first', () => namesIn('phone').length > 0 && namesIn('desk').length > 0);
    await bot.stop();
    const before = await bot.ledger();
    expect(before).toHaveLength(60);
    expect(before.some(({ outcome }) => outcome === 'waiting')).toBe(true);
    expect(namesIn('phone').length).toBeLessThan(30);

    await bot.start();
    await bot.until('all', () => namesIn('phone').length + namesIn('desk').length >= 60);
    expect(namesIn('phone')).toEqual(names);
    expect(namesIn('desk')).toEqual(names);
    await bot.until('every answer', async () => (await bot.store().rows.waiting()).length === 0);
    const rows = await bot.ledger();
    expect(rows.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'merged')).toEqual([]);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: rows.map(rowText),
    });
  });

  test('a request that was on its way at the stop is answered first, and not repeated', async (context) => {
    const bot = await openBot(context, FAST);
    bot.telegram.next('sendMessage', { is: 'slow', ms: 700 });
    bot.slack.next('chat.postMessage', { is: 'slow', ms: 700 });
    bot.fire(...SAMSUNG);
    await bot.until(
      'both requests',
      () => bot.chat('phone').length + bot.chat('desk').length === 2,
    );
    await restart(bot);
    expect((await bot.ledger()).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자')], desk: [alertOf('삼성전자')] },
      ledger: both('005930'),
    });
  });

  test('a cooldown and a mute still hold', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: `
  - { name: 한 번, when: { all: true }, notify: [phone], cooldown: 10m }
  - { name: 모든 VI, when: { all: true }, notify: [desk] }
`,
    });
    await bot.vigil('mute', '000660', 'today');
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    await bot.shows('desk', [alertOf('삼성전자')]);
    await restart(bot);
    bot.fire('000660', 'SK하이닉스');
    bot.fire(...SAMSUNG, nth(bot, 2));
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자')], desk: [alertOf('삼성전자'), alertOf('삼성전자', 2)] },
      ledger: [
        row('005930', 'phone', 'sent', '한 번'),
        row('005930', 'phone', 'suppressed', '한 번'),
        row('005930', 'desk'),
        row('005930', 'desk'),
        row('000660', 'phone', 'muted', '한 번'),
        row('000660', 'desk', 'muted'),
      ],
    });
    const reasons = (await bot.ledger()).map(({ reason }) => reason);
    expect(reasons).toContain('mute 1 by cli');
    expect(reasons.some((reason) => reason?.startsWith('cooldown until 10:10:'))).toBe(true);
  });

  test('a mute that ended meanwhile is told once', async (context) => {
    const bot = await openBot(context, FAST);
    const from = { id: PEOPLE.operator.telegram };
    const date = Math.floor(bot.clock.now() / 1000);
    bot.telegram.say({ chat: GROUP, from, date, text: '/mute@vigil_test_bot 005930 2s' });
    await bot.until('the answer', () => bot.histories('phone').length === 1);
    const until = bot.clock.now() + 2_000;
    bot.fire(...SAMSUNG);
    await bot.shows('desk', [alertOf('삼성전자')]);
    await bot.stop();
    await bot.until('the time to be over', () => bot.clock.now() > until);
    await bot.start();
    await bot.until('the end', () => bot.histories('phone').length === 2);
    await restart(bot);
    bot.fire(...SAMSUNG, nth(bot, 2));
    await expectNothingElse(bot, {
      chats: {
        phone: [
          bot.histories('phone')[0] ?? '',
          '음소거 끝: 삼성전자, 1건 숨김',
          alertOf('삼성전자', 2),
        ],
        desk: [alertOf('삼성전자'), alertOf('삼성전자', 2)],
      },
      ledger: [row('005930', 'phone', 'muted'), row('005930', 'desk'), ...both('005930')],
    });
  });

  test('a paused destination still gets what waited for it', async (context) => {
    const bot = await openBot(context, FAST);
    bot.telegram.refuseChat(GROUP, 403);
    bot.fire(...SAMSUNG);
    await bot.shows('screen', ['⚠️ 채널 phone 전송 중단']);
    await bot.shows('desk', [alertOf('삼성전자')]);
    await bot.stop();
    bot.telegram.refuseChat(GROUP, undefined);
    await bot.start();
    await bot.shows('phone', [alertOf('삼성전자')]);
    await expectNothingElse(bot, {
      chats: {
        phone: [alertOf('삼성전자')],
        desk: [alertOf('삼성전자')],
        screen: ['⚠️ 채널 phone 전송 중단'],
      },
      ledger: both('005930'),
      refused: 1,
    });
  });

  test('a release that waited to be told apart is told, once, and edits nothing', async (context) => {
    const bot = await openBot(context, {
      rules: `
  - { name: 답글, when: { stock: 100000 }, notify: [phone], on_release: reply }
  - { name: 없음, when: { stock: 100001 }, notify: [desk], on_release: none }
`,
    });
    const vi = bot.fire('100000', '가가');
    const other = bot.fire('100001', '나나');
    await bot.shows('phone', [alertOf('가가')]);
    await bot.shows('desk', [alertOf('나나')]);
    bot.release(vi);
    bot.release(other);
    await bot.until('both on disk', async () => {
      const episodes = await bot.store().rows.episodesSince('2026-11-20');
      return episodes.filter(({ state }) => state === 'released').length === 2;
    });
    await restart(bot);
    await bot.until('the release', () => bot.histories('phone').length === 2);
    await restart(bot);
    const [, released = ''] = bot.histories('phone');
    expect(released).toMatch(/^⏹ 가가 정적VI 해제 10:00:\d\d/);
    expect(bot.chat('phone')[1]?.replyTo).toBe(bot.chat('phone')[0]?.id);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('가가'), released], desk: [alertOf('나나')] },
      ledger: [row('100000', 'phone', 'sent', '답글'), row('100001', 'desk', 'sent', '없음')],
    });
  });

  test('no limit is passed where the operator hears of each start in the group', async (context) => {
    const bot = await openBot(context, { more: 'operator: phone' });
    await restart(bot);
    await restart(bot);
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자')], desk: [alertOf('삼성전자')] },
      ledger: both('005930'),
    });
  });
});
