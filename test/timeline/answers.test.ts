import { describe, expect, test } from 'vitest';
import { FAST, GROUP, openBot, PATIENT, PEOPLE, type Bot } from '../helpers/bot.ts';
import { inTelegram } from '../helpers/bot-chats.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import type { Fault } from '../helpers/fake-chat.ts';
import { say } from '../helpers/say.ts';

const ALERT = '🔴▲ 가나다 상승 정적VI 1회 +10.60%';
const NEXT = '🔴▲ 라마바 상승 정적VI 1회 +10.60%';
const REPEAT = '(다시 보냄: 중복일 수 있음)';
const VI = ['100000', '가나다'] as const;
const VI_NEXT = ['100001', '라마바'] as const;

const row = (stock: string, channel: string, outcome = 'sent'): string =>
  `${stock} trigger 모든 VI ${channel} ${outcome}`;

const BOTH_SENT = [VI, VI_NEXT].flatMap(([stock]) => [row(stock, 'phone'), row(stock, 'desk')]);

const telegramSays = (code: number, description: string, parameters = {}): Fault => ({
  is: 'answer',
  status: code,
  body: { ok: false, error_code: code, description, parameters },
});
const slackSays = (error: string, status = 200, headers = {}): Fault => ({
  is: 'answer',
  status,
  body: { ok: false, error },
  headers,
});

/** ms between the refused request and the next one of its kind. */
function gapAfterFirst(calls: readonly { readonly at: number }[]): number {
  const [first, second] = calls;
  return (second?.at ?? Infinity) - (first?.at ?? 0);
}

const marked = (bot: Bot, channel: string): readonly boolean[] =>
  bot.chat(channel).map(({ text }) => text.split('\n')[1] === REPEAT);

describe.concurrent('429', PATIENT, () => {
  test('of one chat is waited out to the letter, and all others flow', async (context) => {
    const bot = await openBot(context, {
      limits: false,
      rules: '\n  - { name: 모든 VI, when: { all: true }, notify: [phone, me, desk] }\n',
      channels: `
  phone: { telegram: { chat: ${GROUP} }, limits: 100/1s }
  me: { telegram: { chat: 11 }, limits: 100/1s }
  desk: { slack: { channel: C0DESK }, limits: 100/1s }
  screen: { console: {} }
`,
    });
    const inGroup = (payload: Record<string, unknown>): boolean => payload['chat_id'] === GROUP;
    bot.telegram.next(
      'sendMessage',
      telegramSays(429, 'Too Many Requests: retry after 2', { retry_after: 2 }),
      inGroup,
    );
    bot.fire(...VI);
    await bot.shows('me', [ALERT], 1_800);
    await bot.shows('desk', [ALERT], 1_800);
    expect(bot.histories('phone')).toEqual([]);
    bot.fire(...VI_NEXT);
    await bot.shows('me', [ALERT, NEXT]);
    await bot.shows('phone', [ALERT, NEXT]);
    const toGroup = bot.telegram.callsOf('sendMessage').filter(({ payload }) => inGroup(payload));
    expect(gapAfterFirst(toGroup)).toBeGreaterThanOrEqual(2_000);
    expect(gapAfterFirst(toGroup)).toBeLessThan(4_000);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, NEXT], me: [ALERT, NEXT], desk: [ALERT, NEXT] },
      ledger: [...BOTH_SENT, row('100000', 'me'), row('100001', 'me')],
      refused: 1,
    });
    expect(marked(bot, 'phone')).not.toContain(true);
  });

  test('of Slack is waited out to the letter, for an alert and for an edit', async (context) => {
    const bot = await openBot(context, FAST);
    const limited = slackSays('ratelimited', 429, { 'retry-after': '2' });
    bot.slack.next('chat.postMessage', limited);
    const vi = bot.fire(...VI);
    await bot.shows('phone', [ALERT], 1_800);
    await bot.shows('desk', [ALERT]);
    expect(gapAfterFirst(bot.slack.callsOf('chat.postMessage'))).toBeGreaterThanOrEqual(2_000);
    bot.slack.next('chat.update', slackSays('ratelimited', 429, { 'retry-after': '1' }));
    bot.release(vi);
    await bot.until('the edit', () => bot.histories('desk')[0]?.includes('⇒') ?? false);
    expect(gapAfterFirst(bot.slack.callsOf('chat.update'))).toBeGreaterThanOrEqual(1_000);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: [row('100000', 'phone'), row('100000', 'desk')],
      refused: 2,
    });
  });
});

const DROP: Fault = { is: 'drop' };

describe.concurrent('an answer that does not come', PATIENT, () => {
  test.for([
    ['502', telegramSays(502, 'Bad Gateway'), slackSays('oops', 503), 1],
    ['a cut connection', DROP, DROP, 2],
    ['a page of HTML', { is: 'html' } as const, { is: 'html' } as const, 2],
  ] as const)(
    'is followed by one marked repeat: %s',
    async ([, inTelegram_, inSlack, copies], context) => {
      const bot = await openBot(context, FAST);
      bot.telegram.next('sendMessage', inTelegram_);
      bot.slack.next('chat.postMessage', inSlack);
      bot.fire(...VI);
      const first = Array.from({ length: copies }, () => ALERT);
      await bot.shows('phone', first);
      await bot.shows('desk', first);
      bot.fire(...VI_NEXT);
      await expectNothingElse(bot, {
        chats: { phone: [...first, NEXT], desk: [...first, NEXT] },
        ledger: BOTH_SENT,
        refused: copies === 1 ? 2 : 0,
      });
      const marks = copies === 1 ? [true, false] : [false, true, false];
      expect(marked(bot, 'phone').slice(0, marks.length)).toEqual(marks);
      expect(marked(bot, 'desk').slice(0, marks.length)).toEqual(marks);
    },
  );

  test('twice ends as unknown, and the next alert goes on', async (context) => {
    const bot = await openBot(context, FAST);
    bot.telegram.next('sendMessage', DROP);
    bot.telegram.next('sendMessage', DROP);
    bot.fire(...VI);
    await bot.shows('phone', [ALERT, ALERT]);
    await bot.shows('desk', [ALERT]);
    bot.fire(...VI_NEXT);
    await bot.until('the next', () => bot.histories('phone').length === 3);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, ALERT, NEXT], desk: [ALERT, NEXT] },
      ledger: [
        row('100000', 'phone', 'unknown'),
        row('100000', 'desk'),
        row('100001', 'phone'),
        row('100001', 'desk'),
      ],
    });
    expect(marked(bot, 'phone').slice(0, 3)).toEqual([false, true, false]);
  });

  test('to an edit is followed by the same edit, and no second message', async (context) => {
    const bot = await openBot(context, FAST);
    const vi = bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    bot.telegram.next('editMessageText', DROP);
    bot.slack.next('chat.update', slackSays('oops', 500));
    bot.release(vi);
    const isEdited = (channel: string): boolean =>
      bot.histories(channel)[0]?.startsWith(`${ALERT} ⇒ ⏹ 가나다`) ?? false;
    await bot.until('both edits', () => isEdited('phone') && isEdited('desk'));
    const [phone = ''] = bot.histories('phone');
    await expectNothingElse(bot, {
      chats: { phone: [phone], desk: [phone] },
      ledger: [row('100000', 'phone'), row('100000', 'desk')],
      // Telegram says that the second changes nothing; Slack refused the first.
      refused: 2,
    });
  });
});

const BURST = Array.from({ length: 10 }, (_, n) => ({ stock: `20000${n}`, name: `종목${n}` }));

const namesIn = (bot: Bot, channel: string): readonly string[] =>
  bot.chat(channel).flatMap(({ text }) => [...text.matchAll(/종목\d/g)].map(String));

describe.concurrent('in a burst', PATIENT, () => {
  const names = BURST.map(({ name }) => name);

  test('a digest whose answer is lost is repeated once, marked', async (context) => {
    const bot = await openBot(context);
    const isDigest = (payload: Record<string, unknown>): boolean =>
      String(payload['text']).includes('VI 9건');
    bot.telegram.next('sendMessage', DROP, isDigest);
    BURST.forEach(({ stock, name }) => bot.fire(stock, name));
    await bot.until('the repeat', () => bot.histories('phone').length === 3);
    expect(marked(bot, 'phone')).toEqual([false, false, true]);
    expect(namesIn(bot, 'phone')).toEqual([...names, ...names.slice(1)]);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: BURST.flatMap(({ stock }, n) =>
        ['phone', 'desk'].map((channel) => row(stock, channel, n === 0 ? 'sent' : 'merged')),
      ),
    });
  });

  test('a 429 merges what waits for its end, in order', async (context) => {
    const bot = await openBot(context);
    const limited = telegramSays(429, 'Too Many Requests: retry after 2', { retry_after: 2 });
    bot.telegram.next('sendMessage', limited);
    BURST.forEach(({ stock, name }) => bot.fire(stock, name));
    await bot.until('all', () => namesIn(bot, 'phone').length === names.length);
    expect(namesIn(bot, 'phone')).toEqual(names);
    expect(bot.histories('phone')).toHaveLength(1);
    await bot.until('Slack', () => namesIn(bot, 'desk').length === names.length);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: BURST.flatMap(({ stock }, n) => [
        row(stock, 'phone', 'merged'),
        row(stock, 'desk', n === 0 ? 'sent' : 'merged'),
      ]),
      refused: 1,
    });
  });
});

describe.concurrent('a message that the platform does not like', PATIENT, () => {
  test('is sent once more, short and plain', async (context) => {
    const bot = await openBot(context, FAST);
    bot.telegram.next('sendMessage', telegramSays(400, "Bad Request: can't parse entities"));
    bot.slack.next('chat.postMessage', slackSays('invalid_blocks'));
    bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    bot.fire(...VI_NEXT);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, NEXT], desk: [ALERT, NEXT] },
      ledger: BOTH_SENT,
      refused: 2,
    });
    expect(bot.telegram.messages[0]?.keyboard).toEqual([]);
    expect(bot.telegram.messages[0]?.source).not.toContain('<b>');
    expect(bot.slack.messages[0]?.blocks).toEqual([]);
    expect(marked(bot, 'phone')).not.toContain(true);
  });

  test('twice has failed, and holds nothing up', async (context) => {
    const bot = await openBot(context, FAST);
    const bad = telegramSays(400, 'Bad Request: message is too long');
    bot.telegram.next('sendMessage', bad);
    bot.telegram.next('sendMessage', bad);
    bot.fire(...VI);
    bot.fire(...VI_NEXT);
    await bot.shows('phone', [NEXT]);
    await expectNothingElse(bot, {
      chats: { phone: [NEXT], desk: [ALERT, NEXT] },
      ledger: [
        row('100000', 'phone', 'failed'),
        row('100000', 'desk'),
        row('100001', 'phone'),
        row('100001', 'desk'),
      ],
      refused: 2,
    });
  });

  test('because its reader deleted it is posted anew, released', async (context) => {
    const bot = await openBot(context, FAST);
    const vi = bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    bot.telegram.remove(Number(bot.chat('phone')[0]?.id));
    bot.release(vi);
    await bot.until('the release', () => bot.histories('phone')[0]?.startsWith('⏹') ?? false);
    await bot.until('the edit', () => bot.histories('desk')[0]?.includes('⇒') ?? false);
    const released = bot.histories('phone')[0] ?? '';
    expect(bot.histories('desk')).toEqual([`${ALERT} ⇒ ${released}`]);
    const [entry] = await bot.ledger();
    expect(entry?.['outcome']).toBe('sent');
    expect(bot.telegram.callsOf('sendMessage')).toHaveLength(2);
    expect(bot.telegram.callsOf('editMessageText')).toHaveLength(1);
  });
});

describe.concurrent('an edit that comes too late for its message', PATIENT, () => {
  test('is told in a reply to it, and the reply is what changes from then on', async (context) => {
    const bot = await openBot(context, FAST);
    const vi = bot.fire(...VI);
    await bot.shows('phone', [ALERT]);
    await bot.shows('desk', [ALERT]);
    bot.telegram.next('editMessageText', telegramSays(400, "Bad Request: message can't be edited"));
    bot.slack.next('chat.update', slackSays('edit_window_closed'));
    bot.release(vi);
    const isTold = (channel: string): boolean => bot.histories(channel).length === 2;
    await bot.until('both replies', () => isTold('phone') && isTold('desk'));
    for (const channel of ['phone', 'desk']) {
      const [alert, reply] = bot.chat(channel);
      expect(reply?.replyTo).toBe(alert?.id);
      expect(reply?.text).toMatch(/^⏹ 가나다 정적VI 해제/);
    }
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: [row('100000', 'phone'), row('100000', 'desk')],
      refused: 2,
    });
  });
});

describe.concurrent('a destination that takes nothing', PATIENT, () => {
  test('is paused, the operator hears of it elsewhere, and it goes on when one of ours writes there', async (context) => {
    const bot = await openBot(context, { ...FAST, more: 'operator: phone' });
    bot.telegram.refuseChat(GROUP, 403, 'Forbidden: bot was kicked from the group chat');
    bot.fire(...VI);
    const paused = '⚠️ 채널 phone 전송 중단';
    await bot.until('the notice', () => bot.histories('desk').includes(paused));
    const notice = bot.chat('desk').find(({ history }) => history === paused);
    expect(notice?.text).toContain('bot was kicked');
    bot.fire(...VI_NEXT);
    await bot.until('the next', () => bot.histories('desk').includes(NEXT));
    expect(bot.histories('phone')).toEqual([]);
    const before = bot.telegram.callsOf('sendMessage').length;
    const asked = bot.telegram.callsOf('sendChatAction').length;
    say(bot, 'stranger', '/mutes');
    await bot.until('the stranger to be heard', () => bot.telegram.unconfirmed() === 0);
    bot.telegram.refuseChat(GROUP, undefined);
    say(bot, 'admin', '/mutes');
    await bot.until('everything that waited', () => bot.histories('phone').length === 4);
    const phone = bot.histories('phone');
    expect(phone.filter((one) => one === ALERT || one === NEXT)).toEqual([ALERT, NEXT]);
    expect(phone).toContain('✅ 채널 phone 전송 재개');
    expect(phone).toContain('음소거가 없습니다.');
    expect(bot.telegram.callsOf('sendMessage').length - before).toBe(4);
    expect(bot.telegram.callsOf('sendChatAction').length - asked).toBe(1);
    await expectNothingElse(bot, {
      chats: { phone, desk: bot.histories('desk') },
      ledger: BOTH_SENT,
      refused: 1,
    });
    expect(bot.histories('desk').toSorted()).toEqual([ALERT, NEXT, paused].toSorted());
  });

  test('because Slack takes its token no more rests with all of that workspace', async (context) => {
    const bot = await openBot(context, {
      limits: false,
      more: 'operator: team',
      rules: '\n  - { name: 모든 VI, when: { all: true }, notify: [phone, desk, team] }\n',
      channels: `
  phone: { telegram: { chat: ${GROUP} }, limits: 100/1s }
  desk: { slack: { channel: C0DESK }, limits: 100/1s }
  team: { slack: { channel: C0TEAM }, limits: 100/1s }
  screen: { console: {} }
`,
    });
    bot.slack.refuseTokens('invalid_auth');
    bot.fire(...VI);
    const paused = ['⚠️ 채널 desk 전송 중단', '⚠️ 채널 team 전송 중단'];
    await bot.until('alert and notices', () => bot.histories('phone').length === 3);
    expect(bot.histories('phone').toSorted()).toEqual([...paused, ALERT].toSorted());
    const asked = bot.slack.callsOf('chat.postMessage').length;
    bot.fire(...VI_NEXT);
    await bot.until('the next', () => bot.histories('phone').at(-1) === NEXT);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone').slice(0, 4) },
      ledger: ['100000', '100001'].flatMap((stock) => [
        row(stock, 'phone'),
        row(stock, 'desk', 'waiting'),
        row(stock, 'team', 'waiting'),
      ]),
      // Both may have been on their way when the first answer came; and two notices of the start.
      refused: asked - 2,
      deaf: ['desk', 'team'],
    });
    expect(asked).toBeLessThanOrEqual(4);
  });
});

test(
  'a group that becomes a supergroup is followed, by later alerts, edits, mutes and after a restart',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, FAST);
    const MOVED = -100_200;
    const moved = (): readonly string[] =>
      inTelegram(bot.telegram, String(MOVED))
        .map(({ history }) => history)
        .filter((history) => !history.includes('마지막'));
    const date = Math.floor(bot.clock.now() / 1000);
    const from = { id: PEOPLE.operator.telegram };
    const text = '/mute@vigil_test_bot 005930 today';
    bot.telegram.say({ chat: GROUP, from, text, date });
    await bot.until('the mute', () => bot.histories('phone').length === 1);
    bot.telegram.migrate(GROUP, MOVED);
    const vi = bot.fire(...VI);
    await bot.until('the alert in the new chat', () => moved().length === 1);
    bot.release(vi);
    await bot.until('its edit', () => moved()[0]?.includes('⇒') ?? false);
    bot.fire(...VI_NEXT);
    await bot.until('the next alert', () => moved().length === 2);
    const notice = `ℹ️ 채널 phone의 채팅방 번호가 바뀌었습니다: ${MOVED}`;
    await bot.shows('screen', [notice]);

    await bot.stop();
    await bot.start();
    bot.fire('005930', '삼성전자');
    bot.fire('100002', '사아자');
    await bot.until('an alert after the restart', () => moved().length === 3);
    expect(moved().map((history) => history.split(' ⇒ ')[0])).toEqual([
      ALERT,
      NEXT,
      '🔴▲ 사아자 상승 정적VI 1회 +10.60%',
    ]);
    const toOld = bot.telegram
      .callsOf('sendMessage')
      .filter(({ payload }) => payload['chat_id'] === GROUP);
    expect(toOld).toHaveLength(2);
    expect(bot.histories('screen')).toEqual([notice]);
    await bot.until('Slack', () => bot.histories('desk').length === 4);
    await bot.until('every answer', async () => (await bot.store().rows.waiting()).length === 0);
    const ended = (await bot.ledger()).map(
      (one) => `${one['stock']} ${one['channel']} ${one['outcome']}`,
    );
    const wanted = ['100000', '100001', '005930', '100002'].flatMap((stock) => [
      `${stock} phone ${stock === '005930' ? 'muted' : 'sent'}`,
      `${stock} desk sent`,
    ]);
    expect(ended.toSorted()).toEqual(wanted.toSorted());
  },
);

test(
  'a group that becomes a supergroup is not left, and gets the next alert at its new id',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, FAST);
    const MOVED = -100_200;
    bot.telegram.migrate(GROUP, MOVED);
    bot.telegram.tellMigration(GROUP, MOVED);
    await bot.shows('screen', [`ℹ️ 채널 phone의 채팅방 번호가 바뀌었습니다: ${MOVED}`]);
    bot.fire(...VI);
    await bot.until('the alert', () => bot.telegram.shown(MOVED).length === 1);
    expect(bot.telegram.shown(MOVED)[0]?.text).toContain(ALERT);
    expect(bot.telegram.callsOf('sendMessage')).toHaveLength(1);
    expect(bot.telegram.callsOf('leaveChat')).toEqual([]);
  },
);
