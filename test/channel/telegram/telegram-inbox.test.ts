import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboxState } from '../../../src/channel/inbox-state.ts';
import type { Inbox, Incoming } from '../../../src/channel/incoming.ts';
import { openTelegram, type OpenTelegram } from '../../../src/channel/telegram/open-telegram.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { fakeTelegram, type FakeTelegram } from '../../helpers/fake-telegram.ts';

const ANNA = { id: 7, language_code: 'ko' };
const GROUP = -1001;

let telegram: FakeTelegram;
let open: OpenTelegram;
let inbox: Inbox;
let saved: number | undefined;
let states: InboxState['is'][];
let heard: Incoming[];
let group: string;

/** What a test does with an incoming; afterwards the fake's waiters look again. */
const listen = (then: (incoming: Incoming) => Promise<void> = async () => undefined): void =>
  inbox.open(async (incoming) => {
    heard.push(incoming);
    telegram.changed();
    await then(incoming);
  });
const texts = (): readonly string[] => heard.map(({ said }) => said.text);
const until = (count: number): Promise<void> => telegram.until(() => heard.length === count);

const ENTRIES = [{ name: 'mutes', about: { ko: '꺼 둔 것', en: 'What is muted' } }];
const MENUS = [
  { for: 'everybody', entries: ENTRIES },
  { for: 'groups', entries: ENTRIES },
  { for: { person: '7' }, entries: ENTRIES },
] as const;

beforeEach(async () => {
  telegram = await fakeTelegram({ limits: false });
  saved = undefined;
  states = [];
  heard = [];
  group = `telegram:${GROUP}`;
  open = openTelegram(telegram, {
    clock: systemClock,
    offset: {
      load: async () => saved,
      async save(offset) {
        saved = offset;
        telegram.changed();
      },
    },
    menus: MENUS,
    listed: (chat) => chat === group,
    moved: (from, to) => {
      if (from === group) group = `telegram:${to}`;
    },
    told: (state) => {
      states.push(state.is);
      telegram.changed();
    },
  });
  ({ inbox } = open);
});

afterEach(async () => {
  await inbox.close();
  await open.close();
  await telegram.close();
});

describe('what comes in from Telegram', () => {
  test('is words with a person, a chat and a language', async () => {
    const id = telegram.say({ chat: 7, from: ANNA, text: '/mute 005930 30m' });
    listen();
    await until(1);
    expect(heard[0]).toMatchObject({
      id: `telegram:${id}`,
      chat: 'telegram:7',
      direct: true,
      person: 'telegram:7',
      said: { is: 'words', text: 'mute 005930 30m' },
      locale: 'ko',
    });
  });

  test('is answered where it was said', async () => {
    telegram.say({ chat: GROUP, from: ANNA, text: '/status@Vigil_Test_bot' });
    listen(async (incoming) => {
      await incoming.answer({ lines: ['네'], buttons: [], silent: true, tone: 'neutral' });
    });
    await telegram.until(() => telegram.shown(GROUP).length === 1);
    expect(heard[0]).toMatchObject({ chat: `telegram:${GROUP}`, direct: false });
    expect(heard[0]?.windows.map((window) => window.scope)).toContain(`telegram:chat:${GROUP}`);
    expect(telegram.callsOf('sendMessage')[0]?.payload).toHaveProperty('reply_parameters');
  });

  test('is answered in the topic where it was said', async () => {
    const more = { is_topic_message: true, message_thread_id: 7 };
    telegram.say({ chat: GROUP, from: ANNA, text: '/status@Vigil_Test_bot', more });
    listen(async (incoming) => {
      await incoming.answer({ lines: ['네'], buttons: [], silent: true, tone: 'neutral' });
    });
    await telegram.until(() => telegram.shown(GROUP).length === 1);
    expect(telegram.shown(GROUP)[0]?.topic).toBe(7);
    expect(heard[0]?.chat).toBe(`telegram:${GROUP}`);
  });

  test('is a press of the one who pressed, and is acknowledged', async () => {
    telegram.press({ chat: GROUP, from: { id: 99 }, message: 3, data: 'm:005930:today' });
    listen((incoming) => incoming.acknowledge('권한이 없습니다'));
    await telegram.until(() => telegram.acknowledged.length === 1);
    expect(heard[0]).toMatchObject({
      person: 'telegram:99',
      chat: `telegram:${GROUP}`,
      said: { is: 'press', text: 'm:005930:today' },
      locale: undefined,
    });
    expect(telegram.acknowledged[0]?.text).toBe('권한이 없습니다');
  });

  test.each<[string, Parameters<FakeTelegram['say']>[0]]>([
    ['an anonymous admin', { chat: GROUP, from: { id: 1_087_968_824 }, text: '/mute all' }],
    ['Telegram itself', { chat: GROUP, from: { id: 777_000 }, text: '/mute all' }],
    ['a bot', { chat: GROUP, from: { id: 8, is_bot: true }, text: '/mute all' }],
    [
      'a forward',
      { chat: GROUP, from: ANNA, text: '/mute all', more: { forward_origin: { type: 'user' } } },
    ],
    [
      'a channel',
      { chat: GROUP, from: ANNA, text: '/mute all', more: { sender_chat: { id: -5 } } },
    ],
    ['chatter in a group', { chat: GROUP, from: ANNA, text: '점심 먹자' }],
    ['a command for another bot', { chat: GROUP, from: ANNA, text: '/mute@other_bot all' }],
    [
      'a command of long before the start',
      { chat: GROUP, from: ANNA, text: '/mute all', date: 1_000_000 },
    ],
  ])('is not heard from %s; the next command is', async (_, said) => {
    telegram.say(said);
    telegram.say({ chat: GROUP, from: ANNA, text: '/mutes' });
    listen();
    await until(1);
    expect(texts()).toEqual(['mutes']);
  });

  test('an edited command is not heard; the next one is', async () => {
    const message = {
      message_id: 1,
      date: 2e9,
      edit_date: 2e9,
      chat: { id: 7, type: 'private' },
      from: ANNA,
    };
    telegram.update({ edited_message: { ...message, text: '/mute all' } });
    telegram.say({ chat: 7, from: ANNA, text: '/mutes' });
    listen();
    await until(1);
    expect(texts()).toEqual(['mutes']);
  });

  test('a group that is not ours is left, and not heard', async () => {
    telegram.say({ chat: -666, from: ANNA, text: '/status' });
    telegram.say({ chat: GROUP, from: ANNA, text: '/mutes' });
    listen();
    await telegram.until(() => heard.length === 1 && telegram.callsOf('leaveChat').length === 1);
    expect(telegram.callsOf('leaveChat').map((call) => call.payload)).toEqual([{ chat_id: -666 }]);
    expect(texts()).toEqual(['mutes']);
  });

  test('a group of ours that becomes a supergroup is not left, another one is', async () => {
    telegram.tellMigration(-666, -100_666);
    telegram.tellMigration(GROUP, -100_100);
    telegram.say({ chat: -100_100, from: ANNA, text: '/mutes' });
    listen();
    await telegram.until(() => heard.length === 1 && telegram.callsOf('leaveChat').length === 1);
    expect(telegram.callsOf('leaveChat').map((call) => call.payload)).toEqual([
      { chat_id: -100_666 },
    ]);
    expect(heard[0]?.chat).toBe('telegram:-100100');
  });

  test('is confirmed only when its effect is there', async () => {
    const effect = Promise.withResolvers<void>();
    const id = telegram.say({ chat: 7, from: ANNA, text: '/mute all' });
    listen(() => effect.promise);
    await until(1);
    const polls = telegram.callsOf('getUpdates').length;
    await telegram.until(() => telegram.callsOf('getUpdates').length > polls);
    expect(saved).toBeUndefined();
    expect(telegram.unconfirmed()).toBe(1);
    effect.resolve();
    await telegram.until(() => telegram.unconfirmed() === 0);
    expect(saved).toBe(id + 1);
    expect(heard).toHaveLength(1);
  });

  test('of another chat does not wait for a slow one; of the same chat it does', async () => {
    const slow = Promise.withResolvers<void>();
    telegram.say({ chat: 7, from: ANNA, text: '/mute one' });
    listen(({ said }) => (said.text === 'mute one' ? slow.promise : Promise.resolve()));
    await until(1);
    telegram.say({ chat: 7, from: ANNA, text: '/mute two' });
    telegram.say({ chat: 8, from: { id: 8 }, text: '/status' });
    await until(2);
    expect(texts()).toEqual(['mute one', 'status']);
    slow.resolve();
    await until(3);
    expect(texts()[2]).toBe('mute two');
  });

  test('goes on where the last run ended', async () => {
    const old = telegram.say({ chat: 7, from: ANNA, text: '/mute old' });
    telegram.say({ chat: 7, from: ANNA, text: '/mute new' });
    saved = old + 1;
    listen();
    await until(1);
    expect(texts()).toEqual(['mute new']);
  });

  test('is handled again when handling it failed', async () => {
    telegram.say({ chat: 7, from: ANNA, text: '/mutes' });
    listen(async () => {
      if (heard.length === 1) throw new Error('store busy');
    });
    await until(2);
    await telegram.until(() => telegram.unconfirmed() === 0);
    expect(heard[0]?.id).toBe(heard[1]?.id);
  });

  test('finds the commands in the menus of its language and scope', async () => {
    listen();
    await telegram.until(() => telegram.callsOf('setMyCommands').length === 6);
    const set = telegram.callsOf('setMyCommands').map(({ payload }) => payload);
    const [en, ko] = ['What is muted', '꺼 둔 것'].map((description) => [
      { command: 'mutes', description },
    ]);
    const scopes = [{ type: 'default' }, { type: 'all_group_chats' }, { type: 'chat', chat_id: 7 }];
    expect(set).toEqual(
      scopes.flatMap((scope) => [
        { commands: en, scope },
        { commands: ko, scope, language_code: 'ko' },
      ]),
    );
  });

  test('finds other commands once they are shown anew', async () => {
    await open.showMenus([{ for: { person: '9' }, entries: ENTRIES }]);
    const set = telegram.callsOf('setMyCommands').map(({ payload }) => payload);
    expect(set).toMatchObject([
      { commands: [{ command: 'mutes' }], scope: { type: 'chat', chat_id: 9 } },
      { commands: [{ command: 'mutes' }], language_code: 'ko' },
    ]);
  });

  test('is heard again after a conflict, which is told', async () => {
    const conflict = { ok: false, error_code: 409, description: 'Conflict' };
    telegram.next('getUpdates', { is: 'answer', status: 409, body: conflict });
    telegram.say({ chat: 7, from: ANNA, text: '/mutes' });
    listen();
    await until(1);
    expect(states).toEqual(['second-listener', 'listening']);
  });

  test('is heard again after cuts, and where Telegram knows nothing but the bare minimum', async () => {
    telegram.next('getMe', { is: 'reset' });
    telegram.next('getUpdates', { is: 'html' });
    for (const method of ['setMyCommands', 'setMyCommands'])
      telegram.next(method, {
        is: 'answer',
        status: 404,
        body: { ok: false, error_code: 404, description: 'Not Found' },
      });
    telegram.say({ chat: 7, from: ANNA, text: '/mutes' });
    listen();
    await until(1);
    expect(states).toEqual(['failing', 'listening']);
  });

  test('is heard again by a new poll when one gets no answer: a half-open connection', async () => {
    const clock = fakeClock();
    const offset = { load: async () => undefined, save: async () => undefined };
    const patient = openTelegram(telegram, {
      clock,
      offset,
      menus: MENUS,
      listed: () => true,
      moved: () => undefined,
      told: () => undefined,
    });
    telegram.next('getUpdates', { is: 'slow', ms: 1_000_000 });
    patient.inbox.open(async (incoming) => void heard.push(incoming));
    await telegram.until(() => telegram.callsOf('getUpdates').length === 1);
    telegram.say({ chat: 7, from: ANNA, text: '/mutes' });
    while (heard.length === 0) {
      await clock.advance(5000);
      await new Promise(setImmediate);
    }
    expect(clock.elapsed()).toBeGreaterThan(30_000);
    await patient.inbox.close();
    expect(texts()).toEqual(['mutes']);
    await patient.close();
  });
});
