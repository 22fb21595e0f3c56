import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { CHANNEL, FAST, FAST_CHANNELS, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';

const alertOf = (name: string, count = 1): string => `🔴▲ ${name} 상승 정적VI ${count}회 +10.60%`;

const row = (stock: string, rule: string, channel: string, outcome = 'sent'): string =>
  `${stock} trigger ${rule} ${channel} ${outcome}`;

/** The n-th VI of its stock, some seconds after the others. */
const nth = (bot: Bot, count: number) => ({
  trigger: timeOf(bot.clock.now() + count * 1_000),
  values: { '1490': String(count) },
});

const SAMSUNG = ['005930', '삼성전자'] as const;
const HYNIX = ['000660', 'SK하이닉스'] as const;

function rulesLineOf(bot: Bot, channel: string, index = 0): string | undefined {
  const lines = bot.chat(channel)[index]?.text.split('\n') ?? [];
  return lines.find((line) => line.startsWith('규칙'));
}

describe.concurrent('rules', PATIENT, () => {
  test('that overlap share one message in each chat, and all their rows have its id', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      lists: 'watchlists:\n  반도체: [005930, 000660]\n',
      rules: `
  - { name: 반도체, when: { watchlist: 반도체 }, notify: [phone, desk] }
  - { name: 상승, when: { direction: up, deviation: ">= 10" }, notify: [phone] }
  - { name: 첫 정적, when: { kind: static, count: 1 }, notify: [phone, desk], note: 호가 먼저 }
  - { name: 하락, when: { direction: down }, notify: [phone, desk] }
`,
    });
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    await bot.shows('desk', [alertOf('삼성전자')]);
    expect(rulesLineOf(bot, 'phone')).toBe('규칙: 반도체, 상승, 첫 정적');
    expect(rulesLineOf(bot, 'desk')).toBe('규칙: 반도체, 첫 정적');
    expect(bot.chat('phone')[0]?.text).toContain('메모: 호가 먼저');
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자')], desk: [alertOf('삼성전자')] },
      ledger: [
        row('005930', '반도체', 'phone'),
        row('005930', '상승', 'phone'),
        row('005930', '첫 정적', 'phone'),
        row('005930', '반도체', 'desk'),
        row('005930', '첫 정적', 'desk'),
      ],
    });
    const ids = (await bot.ledger())
      .filter(({ stock }) => stock === '005930')
      .map((one) => `${one['channel']} ${one['message_id']}`);
    expect(new Set(ids).size).toBe(2);
  });

  test('with a cooldown tell a stock once, and say why the next was not told', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: '\n  - { name: 한 번, when: { all: true }, notify: [phone], cooldown: 10m }\n',
    });
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    bot.fire(...SAMSUNG, nth(bot, 2));
    bot.fire(...HYNIX);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('삼성전자'), alertOf('SK하이닉스')] },
      ledger: [
        row('005930', '한 번', 'phone'),
        row('005930', '한 번', 'phone', 'suppressed'),
        row('000660', '한 번', 'phone'),
      ],
    });
  });

  test('past their limit tell the rest in one digest that grows', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: '\n  - { name: 둘만, when: { all: true }, notify: [phone], limit: 2/10m }\n',
    });
    const names = ['가가', '나나', '다다', '라라', '마마'];
    for (const [n, name] of names.entries()) {
      bot.fire(`10000${n}`, name);
      if (n < 2) await bot.until(name, () => bot.histories('phone').length === n + 1);
    }
    await bot.until('the digest', () => bot.histories('phone').length === 3);
    expect(bot.chat('phone')[2]?.text.split('\n').slice(1, 5)).toEqual([
      '규칙 한도 초과: 둘만',
      expect.stringMatching(/^▲ 다다 정적 1회 \+10\.60% 3,860원 10:00:\d\d$/),
      expect.stringMatching(/^▲ 라라 /),
      expect.stringMatching(/^▲ 마마 /),
    ]);
    bot.fire('100005', '바바');
    const grown = /^VI 3건 \(▲3\) \S+ ⇒ VI 4건 \(▲4\) \S+$/;
    await bot.until('it to grow', () => grown.test(bot.histories('phone')[2] ?? ''));
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('가가'), alertOf('나나'), bot.histories('phone')[2] ?? ''] },
      ledger: [0, 1, 2, 3, 4, 5].map((n) =>
        row(`10000${n}`, '둘만', 'phone', n < 2 ? 'sent' : 'merged'),
      ),
    });
    const merged = (await bot.ledger()).filter(({ outcome }) => outcome === 'merged');
    expect(new Set(merged.map((one) => one['message_id']))).toEqual(
      new Set([bot.chat('phone')[2]?.id]),
    );
  });

  test('of high priority go first and ring, those of low priority arrive silently', async (context) => {
    const bot = await openBot(context, {
      rules: `
  - { name: 보통, when: { stock: [100000, 100001] }, notify: [phone] }
  - { name: 급함, when: { stock: 100002 }, notify: [phone], priority: high }
  - { name: 조용, when: { stock: 100003 }, notify: [phone], priority: low }
`,
    });
    for (const [n, name] of ['가가', '나나', '다다', '라라'].entries()) bot.fire(`10000${n}`, name);
    const told = ['가가', '다다', '나나', '라라'].map((name) => alertOf(name));
    await bot.shows('phone', told);
    expect(bot.chat('phone').map(({ silent }) => silent)).toEqual([false, false, false, true]);
    await expectNothingElse(bot, {
      chats: { phone: told },
      ledger: [
        row('100000', '보통', 'phone'),
        row('100001', '보통', 'phone'),
        row('100002', '급함', 'phone'),
        row('100003', '조용', 'phone'),
      ],
    });
  });

  test('tell a release as they say: edited, answered, silently or not at all', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: `
  - { name: 고침, when: { stock: 100000 }, notify: [phone] }
  - { name: 답글, when: { stock: 100001 }, notify: [phone, desk], on_release: reply }
  - { name: 조용히, when: { stock: 100002 }, notify: [phone], on_release: silent }
  - { name: 없음, when: { stock: 100003 }, notify: [phone], on_release: none }
`,
    });
    const names = ['가가', '나나', '다다', '라라'];
    const vis = names.map((name, n) => bot.fire(`10000${n}`, name));
    await bot.until('all alerts', () => bot.histories('phone').length === 4);
    await bot.shows('desk', [alertOf('나나')]);
    vis.forEach(bot.release);
    await bot.until('all releases', () => {
      const phone = bot.histories('phone');
      return phone.length === 6 && (phone[0]?.includes('⇒') ?? false);
    });
    await bot.until('the answer in Slack', () => bot.histories('desk').length === 2);
    const phone = bot.chat('phone');
    const headOf = (n: number): string | undefined => phone[n]?.history;
    expect(headOf(0)).toMatch(/^🔴▲ 가가 .* ⇒ ⏹ 가가 정적VI 해제 10:00:\d\d \(\d초\)$/);
    expect([headOf(1), headOf(2), headOf(3)]).toEqual(names.slice(1).map((name) => alertOf(name)));
    expect(headOf(4)).toMatch(/^⏹ 나나 정적VI 해제 /);
    expect(headOf(5)).toMatch(/^⏹ 다다 정적VI 해제 /);
    expect(phone.slice(4).map(({ replyTo }) => replyTo)).toEqual([phone[1]?.id, undefined]);
    expect(phone.slice(4).map(({ silent }) => silent)).toEqual([true, true]);
    expect(bot.chat('desk')[1]?.replyTo).toBe(bot.chat('desk')[0]?.id);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: [
        row('100000', '고침', 'phone'),
        row('100001', '답글', 'phone'),
        row('100001', '답글', 'desk'),
        row('100002', '조용히', 'phone'),
        row('100003', '없음', 'phone'),
      ],
    });
  });

  test('tell the same of a release that comes while the alert is on its way', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: `
  - { name: 답글, when: { stock: 100000 }, notify: [phone], on_release: reply }
  - { name: 없음, when: { stock: 100001 }, notify: [desk], on_release: none }
`,
    });
    bot.telegram.next('sendMessage', { is: 'slow', ms: 700 });
    bot.slack.next('chat.postMessage', { is: 'slow', ms: 700 });
    const vis = [bot.fire('100000', '가가'), bot.fire('100001', '나나')];
    await bot.until('both on their way', () =>
      ['phone', 'desk'].every((channel) => bot.histories(channel).length === 1),
    );
    vis.forEach(bot.release);
    await bot.until('the answer', () => bot.histories('phone').length === 2);
    const [, released = ''] = bot.histories('phone');
    expect(released).toMatch(/^⏹ 가가 정적VI 해제 10:00:\d\d/);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('가가'), released], desk: [alertOf('나나')] },
      ledger: [row('100000', '답글', 'phone'), row('100001', '없음', 'desk')],
    });
  });

  test('are kept from telling by a standing mute, and say so', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      lists: 'mutes:\n  - { when: { name: "*스팩*" }, reason: 스팩은 됐음 }\n',
    });
    bot.fire('100000', '가나12호스팩');
    bot.fire(...HYNIX);
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('SK하이닉스')], desk: [alertOf('SK하이닉스')] },
      ledger: ['phone', 'desk'].flatMap((channel) => [
        row('100000', '모든 VI', channel, 'muted'),
        row('000660', '모든 VI', channel),
      ]),
    });
    const muted = (await bot.ledger()).find(({ outcome }) => outcome === 'muted');
    expect(muted?.['reason']).toBe('standing mute 1: 스팩은 됐음');
  });

  test('that ask for a venue tell it once it is known, in the message that is there', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      rules: `
  - { name: 모두, when: { all: true }, notify: [phone] }
  - { name: 넥스트, when: { venue: nxt }, notify: [phone, desk] }
`,
    });
    const vi = bot.fire('100000', '가가', { copies: ['_AL'] });
    await bot.shows('phone', [alertOf('가가')]);
    bot.fire('100000', '가가', { ...vi, copies: ['_NX'] });
    await bot.shows('desk', [alertOf('가가')]);
    const both = `${alertOf('가가')} ⇒ ${alertOf('가가')}`;
    await bot.until('the second rule', () => rulesLineOf(bot, 'phone') === '규칙: 모두, 넥스트');
    await expectNothingElse(bot, {
      chats: { phone: [both], desk: [alertOf('가가')] },
      ledger: [
        row('100000', '모두', 'phone'),
        row('100000', '넥스트', 'phone'),
        row('100000', '넥스트', 'desk'),
      ],
    });
    const ids = (await bot.ledger()).filter((one) => one['channel'] === 'phone');
    expect(new Set(ids.slice(0, 2).map((one) => one['message_id'])).size).toBe(1);
  });
});

test(
  'two channels of one chat get each their own rules, and share its limits',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, {
      channels: `${FAST_CHANNELS.trimEnd()}
  also: { slack: { channel: ${CHANNEL} } }
`,
      limits: false,
      rules: `
  - { name: 하나, when: { stock: 100000 }, notify: [desk] }
  - { name: 둘, when: { stock: 100000 }, notify: [also] }
`,
    });
    bot.fire('100000', '가가');
    await bot.until('both', () => bot.histories('desk').length === 2);
    const lines = [0, 1].map((index) => rulesLineOf(bot, 'desk', index));
    expect(new Set(lines)).toEqual(new Set(['규칙: 둘', '규칙: 하나']));
  },
);
