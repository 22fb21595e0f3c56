import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { CHANNEL, FAST, GROUP, openBot, PATIENT, PEOPLE, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { say, type Who } from '../helpers/say.ts';

const alertOf = (name: string, count = 1): string => `🔴▲ ${name} 상승 정적VI ${count}회 +10.60%`;

/** The n-th VI of its stock, some seconds after the others. */
const nth = (bot: Bot, count: number) => ({
  trigger: timeOf(bot.clock.now() + count * 1_000),
  values: { '1490': String(count) },
});

/** Somebody presses a button under the newest message of the group. */
function press(bot: Bot, who: Who, label: string): void {
  const message = bot.chat('phone').at(-1);
  const data = message?.presses[label] ?? '';
  const from = { id: PEOPLE[who].telegram };
  bot.telegram.press({ chat: GROUP, from, message: Number(message?.id), data });
}

const slash = (bot: Bot, who: Who, text: string): string =>
  bot.slack.slash({ channel: CHANNEL, user: PEOPLE[who].slack, text });

/** What Slack showed only to the person who asked. */
const whispered = (bot: Bot): readonly string[] =>
  bot.slack.ephemeral.map(({ text }) => String(text));

const row = (stock: string, channel: string, outcome: string): string =>
  `${stock} trigger 모든 VI ${channel} ${outcome}`;

const SAMSUNG = ['005930', '삼성전자'] as const;
const HYNIX = ['000660', 'SK하이닉스'] as const;

const MUTED = '🔕 음소거: 삼성전자(005930), 20:00 KST까지';

describe.concurrent('a mute', PATIENT, () => {
  test('from Telegram is on disk before it is answered, and holds in that chat only', async (context) => {
    const bot = await openBot(context, FAST);
    const disk = new DatabaseSync(bot.settings.store.path, { readOnly: true });
    context.onTestFinished(() => disk.close());
    const onDisk = disk.prepare('select count(*) as count from mutes');
    const seen: unknown[] = [];
    const answered = bot.telegram.until(() => {
      if (bot.chat('phone').length > 0) seen.push(onDisk.get()?.['count']);
      return seen.length > 0;
    });
    say(bot, 'operator', '/mute 005930 today 점심');
    await answered;
    expect(seen).toEqual([1]);
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    await expectNothingElse(bot, {
      chats: {
        phone: [MUTED, alertOf('SK하이닉스')],
        desk: [alertOf('삼성전자'), alertOf('SK하이닉스')],
      },
      ledger: [
        row('005930', 'phone', 'muted'),
        row('005930', 'desk', 'sent'),
        row('000660', 'phone', 'sent'),
        row('000660', 'desk', 'sent'),
      ],
    });
    const [answer] = bot.chat('phone');
    expect(answer?.text.split('\n').slice(1)).toEqual([
      '이 채팅 · 오늘 알림 0건이 숨겨졌을 것입니다',
      '이유: 점심',
    ]);
    const muted = (await bot.ledger()).filter(({ outcome }) => outcome === 'muted');
    expect(muted.map(({ reason }) => reason)).toEqual(['mute 1 by telegram:22']);
  });

  test('by the button under an alert holds, and is undone by the button under its answer', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    press(bot, 'operator', '오늘 끄기');
    await bot.shows('phone', [alertOf('삼성전자'), MUTED]);
    bot.fire(...SAMSUNG, nth(bot, 2));
    bot.fire(...HYNIX);
    await bot.shows('phone', [alertOf('삼성전자'), MUTED, alertOf('SK하이닉스')]);
    expect(bot.chat('phone')[1]?.text).toContain('오늘 알림 1건이 숨겨졌을 것입니다');
    const answer = bot.chat('phone')[1];
    const data = answer?.presses['되돌리기'] ?? '';
    const from = { id: PEOPLE.operator.telegram };
    bot.telegram.press({ chat: GROUP, from, message: Number(answer?.id), data });
    const unmuted = '🔔 음소거 해제: 삼성전자(005930) · 이 채팅 (#1)';
    await bot.until('the undoing', () => bot.histories('phone').at(-1) === unmuted);
    bot.fire(...SAMSUNG, nth(bot, 3));
    await expectNothingElse(bot, {
      chats: {
        phone: [alertOf('삼성전자'), MUTED, alertOf('SK하이닉스'), unmuted, alertOf('삼성전자', 3)],
        desk: [
          alertOf('삼성전자'),
          alertOf('삼성전자', 2),
          alertOf('SK하이닉스'),
          alertOf('삼성전자', 3),
        ],
      },
      ledger: [
        row('005930', 'phone', 'sent'),
        row('005930', 'phone', 'muted'),
        row('005930', 'phone', 'sent'),
        row('000660', 'phone', 'sent'),
        ...['005930', '005930', '005930', '000660'].map((stock) => row(stock, 'desk', 'sent')),
      ],
    });
    expect(bot.telegram.acknowledged.map(({ text }) => text)).toEqual([undefined, undefined]);
  });

  test('by /vi mute and by a button in Slack holds there, and only its giver sees the answer', async (context) => {
    const bot = await openBot(context, FAST);
    const said = slash(bot, 'operator', 'mute ㅅㅅㅈㅈ until-close');
    await bot.until('the answer', () => whispered(bot).length === 1);
    expect(whispered(bot)).toEqual(['🔕 음소거: 삼성전자(005930), 15:30 KST까지']);
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    await bot.shows('desk', [alertOf('SK하이닉스')]);
    const value = bot.chat('desk')[0]?.presses['30분 끄기'];
    const pressed = bot.slack.press({ channel: CHANNEL, user: PEOPLE.admin.slack, value });
    await bot.until('the second answer', () => whispered(bot).length === 2);
    expect(whispered(bot)[1]).toMatch(/^🔕 음소거: SK하이닉스\(000660\), 10:30 KST까지$/);
    bot.fire(...HYNIX, nth(bot, 2));
    expect(bot.slack.acknowledged).toEqual([said, pressed]);
    await expectNothingElse(bot, {
      chats: {
        desk: [alertOf('SK하이닉스')],
        phone: [alertOf('삼성전자'), alertOf('SK하이닉스'), alertOf('SK하이닉스', 2)],
      },
      ledger: [
        row('005930', 'desk', 'muted'),
        row('000660', 'desk', 'sent'),
        row('000660', 'desk', 'muted'),
        ...['005930', '000660', '000660'].map((stock) => row(stock, 'phone', 'sent')),
      ],
    });
    const muted = (await bot.ledger()).filter(({ outcome }) => outcome === 'muted');
    expect(muted.map(({ reason }) => reason)).toEqual([
      'mute 1 by slack:T0TEAM/U0OPERATOR',
      'mute 2 by slack:T0TEAM/U0ADMIN',
    ]);
  });

  test('from the command line holds everywhere in the running bot, until it is taken back', async (context) => {
    const bot = await openBot(context, FAST);
    const mute = await bot.vigil('mute', '삼성전자', 'today');
    expect(mute).toEqual({
      code: 0,
      out: '',
      told: [`${MUTED}\n모든 채팅 · 오늘 알림 0건이 숨겨졌을 것입니다`],
    });
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    const told = [alertOf('SK하이닉스')];
    await bot.shows('phone', told);
    await bot.shows('desk', told);
    expect(JSON.parse((await bot.vigil('mutes', '--json')).out)).toMatchObject({
      mutes: [{ id: 1 }],
    });
    const unmute = await bot.vigil('unmute', 'all');
    expect(unmute.told).toEqual(['🔔 음소거 해제: 삼성전자(005930) · 모든 채팅 (#1)']);
    bot.fire(...SAMSUNG, nth(bot, 2));
    const all = [...told, alertOf('삼성전자', 2)];
    await expectNothingElse(bot, {
      chats: { phone: all, desk: all },
      ledger: ['phone', 'desk'].flatMap((channel) => [
        row('005930', channel, 'muted'),
        row('000660', channel, 'sent'),
        row('005930', channel, 'sent'),
      ]),
    });
  });

  test('may call a stock by the name in its alert, listed or not', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire('200020', '새이름');
    await bot.shows('phone', [alertOf('새이름')]);
    say(bot, 'operator', '/mute 새이름 5m');
    const muted = '🔕 음소거: 새이름(200020), 10:05 KST까지';
    await bot.until('the answer', () => bot.histories('phone').at(-1) === muted);
    bot.fire('200020', '새이름', nth(bot, 2));
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('새이름'), muted], desk: [alertOf('새이름'), alertOf('새이름', 2)] },
      ledger: [
        row('200020', 'phone', 'sent'),
        row('200020', 'phone', 'muted'),
        ...['200020', '200020'].map((stock) => row(stock, 'desk', 'sent')),
      ],
    });
  });

  test('of everything hides everything there, whatever rule or stock', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'admin', '/mute all 1h');
    await bot.until('the answer', () => bot.histories('phone').length === 1);
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    await bot.shows('desk', [alertOf('삼성전자'), alertOf('SK하이닉스')]);
    say(bot, 'admin', '/unmute all');
    const off = '🔔 음소거 해제: 전체 · 이 채팅 (#1)';
    await bot.until('the second answer', () => bot.histories('phone').at(-1) === off);
    expect(bot.histories('phone')[0]).toMatch(/^🔕 음소거: 전체, 11:00 KST까지$/);
    await expectNothingElse(bot, {
      chats: {
        phone: bot.histories('phone').slice(0, 2),
        desk: [alertOf('삼성전자'), alertOf('SK하이닉스')],
      },
      ledger: ['005930', '000660'].flatMap((stock) => [
        row(stock, 'phone', 'muted'),
        row(stock, 'desk', 'sent'),
      ]),
    });
  });

  test('from Slack works after its socket was cut, and after Slack changed it', async (context) => {
    const bot = await openBot(context, FAST);
    const opened = (): number => bot.slack.callsOf('apps.connections.open').length;
    const isAlone = (sockets: number) => (): boolean =>
      opened() === sockets && bot.slack.sockets() === 1;
    bot.slack.cut();
    await bot.until('a new socket', isAlone(2));
    slash(bot, 'operator', 'mute 005930 today');
    await bot.until('the answer', () => whispered(bot).length === 1);
    bot.slack.warn();
    await bot.until('another socket', isAlone(3));
    slash(bot, 'operator', 'unmute all');
    await bot.until('the second answer', () => whispered(bot).length === 2);
    expect(whispered(bot)).toEqual([MUTED, '🔔 음소거 해제: 삼성전자(005930) · 이 채팅 (#1)']);
    await expectNothingElse(bot, { chats: {}, ledger: [] });
  });
});

describe.concurrent('the end of a mute is told in its chat, once', PATIENT, () => {
  const OVER = (hidden: number): string => `음소거 끝: 삼성전자, ${hidden}건 숨김`;

  test('when its time is over', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'operator', '/mute 005930 2s');
    await bot.until('the answer', () => bot.histories('phone').length === 1);
    bot.fire(...SAMSUNG);
    await bot.shows('desk', [alertOf('삼성전자')]);
    await bot.until('the end', () => bot.histories('phone').at(-1) === OVER(1));
    bot.fire(...SAMSUNG, nth(bot, 2));
    const [answer = ''] = bot.histories('phone');
    await expectNothingElse(bot, {
      chats: {
        phone: [answer, OVER(1), alertOf('삼성전자', 2)],
        desk: [alertOf('삼성전자'), alertOf('삼성전자', 2)],
      },
      ledger: [
        row('005930', 'phone', 'muted'),
        row('005930', 'phone', 'sent'),
        row('005930', 'desk', 'sent'),
        row('005930', 'desk', 'sent'),
      ],
    });
    expect(answer).toMatch(/^🔕 음소거: 삼성전자\(005930\), 10:00:\d\d KST까지$/);
  });

  test('after the next two', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'operator', '/mute 005930 next 2');
    const answer = '🔕 음소거: 삼성전자(005930), 다음 2건까지 (늦어도 20:00 KST)';
    await bot.shows('phone', [answer]);
    for (const count of [1, 2, 3]) bot.fire(...SAMSUNG, nth(bot, count));
    await bot.until('the end', () => bot.histories('phone').includes(OVER(2)));
    await bot.until('the third', () => bot.histories('phone').length === 3);
    expect(bot.histories('phone').toSorted()).toEqual(
      [answer, OVER(2), alertOf('삼성전자', 3)].toSorted(),
    );
    await expectNothingElse(bot, {
      chats: {
        phone: bot.histories('phone'),
        desk: [1, 2, 3].map((count) => alertOf('삼성전자', count)),
      },
      ledger: [
        ...['muted', 'muted', 'sent'].map((outcome) => row('005930', 'phone', outcome)),
        ...[1, 2, 3].map(() => row('005930', 'desk', 'sent')),
      ],
    });
  });

  test('with the release of the running VI', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'operator', '/mute 005930 until-release');
    const answer = '🔕 음소거: 삼성전자(005930), 해제까지 (늦어도 20:00 KST)';
    await bot.shows('phone', [answer]);
    const vi = bot.fire(...SAMSUNG);
    await bot.shows('desk', [alertOf('삼성전자')]);
    bot.release(vi);
    await bot.shows('phone', [answer, OVER(1)]);
    bot.fire(...SAMSUNG, nth(bot, 2));
    await bot.until('the next', () => bot.histories('phone').length === 3);
    await bot.until('its edit', () => bot.histories('desk')[0]?.includes('⇒') ?? false);
    await expectNothingElse(bot, {
      chats: {
        phone: [answer, OVER(1), alertOf('삼성전자', 2)],
        desk: [bot.histories('desk')[0] ?? '', alertOf('삼성전자', 2)],
      },
      ledger: [
        row('005930', 'phone', 'muted'),
        row('005930', 'phone', 'sent'),
        row('005930', 'desk', 'sent'),
        row('005930', 'desk', 'sent'),
      ],
    });
  });
});

describe.concurrent('who may mute', PATIENT, () => {
  test('a stranger gets silence, a viewer a refusal, and neither changes anything', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire(...SAMSUNG);
    await bot.shows('phone', [alertOf('삼성전자')]);
    await bot.shows('desk', [alertOf('삼성전자')]);
    press(bot, 'stranger', '오늘 끄기');
    press(bot, 'viewer', '오늘 끄기');
    say(bot, 'stranger', '/mute 005930');
    say(bot, 'stranger', '/status');
    slash(bot, 'stranger', 'mute 005930');
    say(bot, 'viewer', '/mute 005930');
    slash(bot, 'viewer', 'mute 005930');
    await bot.until(
      'both refusals',
      () => bot.histories('phone').length === 2 && whispered(bot).length === 1,
    );
    await bot.until('every update to be confirmed', () => bot.telegram.unconfirmed() === 0);
    await bot.until('every envelope', () => bot.slack.acknowledged.length === 2);
    expect(bot.telegram.acknowledged.map(({ text }) => text)).toEqual([
      '권한이 없습니다',
      '권한이 없습니다',
    ]);
    expect(whispered(bot)).toEqual(['권한이 없습니다']);
    bot.fire(...SAMSUNG, nth(bot, 2));
    await expectNothingElse(bot, {
      chats: {
        phone: [alertOf('삼성전자'), '권한이 없습니다', alertOf('삼성전자', 2)],
        desk: [alertOf('삼성전자'), alertOf('삼성전자', 2)],
      },
      ledger: ['phone', 'phone', 'desk', 'desk'].map((channel) => row('005930', channel, 'sent')),
    });
  });

  test('a viewer may read, and an operator may mute for everyone in private', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'viewer', '/mutes');
    await bot.until('the answer', () => bot.histories('phone').length === 1);
    bot.telegram.update({
      message: {
        message_id: 900,
        date: Math.floor(bot.clock.now() / 1000),
        chat: { id: PEOPLE.operator.telegram, type: 'private' },
        from: { id: PEOPLE.operator.telegram, is_bot: false, first_name: 'P' },
        text: '/mute 005930 next 1 for everyone',
      },
    });
    const alone = PEOPLE.operator.telegram;
    await bot.until('its answer', () => bot.telegram.shown(alone).length === 1);
    bot.fire(...SAMSUNG);
    bot.fire(...SAMSUNG, nth(bot, 2));
    await bot.shows('screen', ['음소거 끝: 삼성전자, 1건 숨김']);
    await expectNothingElse(bot, {
      chats: {
        phone: ['음소거가 없습니다.', alertOf('삼성전자', 2)],
        desk: [alertOf('삼성전자', 2)],
        screen: ['음소거 끝: 삼성전자, 1건 숨김'],
      },
      ledger: ['phone', 'desk'].flatMap((channel) => [
        row('005930', channel, 'muted'),
        row('005930', channel, 'sent'),
      ]),
    });
  });
});
