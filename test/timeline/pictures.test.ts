import { describe, expect, test } from 'vitest';
import { CHANNEL, FAST, openBot, PATIENT, PEOPLE, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { say } from '../helpers/say.ts';

const SAMSUNG = ['005930', '삼성전자'] as const;
const ALERT = '🔴▲ 삼성전자 상승 정적VI 1회 +10.60%';
const ROWS = ['phone', 'desk'].map((channel) => `005930 trigger 모든 VI ${channel} sent`);
const TODAY = '오늘 알림 1건';

const slash = (bot: Bot, text: string): string =>
  bot.slack.slash({ channel: CHANNEL, user: PEOPLE.viewer.slack, text });

const photos = (bot: Bot): readonly Buffer[] =>
  bot.telegram.messages.flatMap(({ photo }) => photo ?? []);
const files = (bot: Bot): readonly Buffer[] => bot.slack.messages.flatMap(({ file }) => file ?? []);

const whispered = (bot: Bot): readonly string[] =>
  bot.slack.ephemeral.map(({ text }) => String(text));

/** Width and height that a PNG says it has. */
const sizeOf = (png: Buffer | undefined): readonly (number | undefined)[] => [
  png?.readUInt32BE(16),
  png?.readUInt32BE(20),
];

async function openTold(context: Parameters<typeof openBot>[0]): Promise<Bot> {
  const bot = await openBot(context, FAST);
  bot.fire(...SAMSUNG);
  await bot.shows('phone', [ALERT]);
  await bot.shows('desk', [ALERT]);
  return bot;
}

describe.concurrent('/today', PATIENT, () => {
  test.for([
    ['the day', 'today', [1140, 1308]],
    ['the chart of a stock', 'today 삼성전자', [1140, 1080]],
  ] as const)('is one picture in each chat: %s', async ([, words, size], context) => {
    const bot = await openTold(context);
    say(bot, 'viewer', `/${words}`);
    await bot.until('the photo', () => photos(bot).length === 1);
    slash(bot, words);
    await bot.until('the file', () => files(bot).length === 1);
    expect(photos(bot).map(sizeOf)).toEqual([size]);
    expect(files(bot).map(sizeOf)).toEqual([size]);
    const photo = bot.telegram.messages.find((message) => message.photo !== undefined);
    expect(photo).toMatchObject({
      silent: true,
      source: expect.stringContaining(`<b>${TODAY}</b>`),
    });
    const [sent] = bot.telegram.callsOf('sendPhoto');
    expect(JSON.parse(String(sent?.payload['reply_parameters']))).toMatchObject({
      allow_sending_without_reply: true,
    });
    expect(bot.slack.ephemeral).toEqual([]);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, TODAY], desk: [ALERT, TODAY] },
      ledger: ROWS,
    });
  });

  test('of a stock without prices is told in words', async (context) => {
    const bot = await openBot(context, FAST);
    const unknown = ['100000', '가나다'] as const;
    bot.fire(...unknown);
    await bot.until(
      'both',
      () => bot.histories('phone').length + bot.histories('desk').length === 2,
    );
    say(bot, 'viewer', '/today 100000');
    slash(bot, 'today 100000');
    await bot.until('the words in Slack', () => whispered(bot).length === 1);
    await bot.until('the words', () => bot.histories('phone').length === 2);
    expect(bot.histories('phone')[1]).toBe(TODAY);
    expect(whispered(bot)).toEqual([TODAY]);
    expect([...photos(bot), ...files(bot)]).toEqual([]);
  });

  test('before anything has fired is told in words', async (context) => {
    const bot = await openBot(context, FAST);
    say(bot, 'viewer', '/today');
    slash(bot, 'today');
    await bot.until('the words in Slack', () => whispered(bot).length === 1);
    await expectNothingElse(bot, { chats: { phone: ['오늘 알림 0건'] }, ledger: [] });
    expect(whispered(bot)).toEqual(['오늘 알림 0건']);
  });
});

const slackSays = (error: string, more: object = {}) =>
  ({ is: 'answer', status: 200, body: { ok: false, error, ...more } }) as const;

describe.concurrent('a picture that the platform does not take', PATIENT, () => {
  test.for([
    [
      'Telegram',
      {
        is: 'answer',
        status: 400,
        body: { ok: false, error_code: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' },
      },
    ],
    ['a line that is cut', { is: 'reset' }],
  ] as const)('is followed by the words: %s', async ([, fault], context) => {
    const bot = await openTold(context);
    bot.telegram.next('sendPhoto', fault);
    say(bot, 'viewer', '/today');
    await bot.shows('phone', [ALERT, TODAY]);
    expect(photos(bot)).toEqual([]);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT, TODAY], desk: [ALERT] },
      ledger: ROWS,
      refused: 1,
    });
  });

  test.for([
    [
      'files:write is missing',
      'files.getUploadURLExternal',
      slackSays('missing_scope', { needed: 'files:write' }),
    ],
    [
      'it asks for a pause',
      'files.getUploadURLExternal',
      { ...slackSays('ratelimited'), status: 429, headers: { 'retry-after': '30' } },
    ],
    ['the bot is not in the channel', 'files.completeUploadExternal', slackSays('not_in_channel')],
  ] as const)('is whispered in words: Slack, %s', async ([, method, fault], context) => {
    const bot = await openTold(context);
    bot.slack.next(method, fault);
    slash(bot, 'today');
    await bot.until('the words', () => whispered(bot).length === 1);
    expect(whispered(bot)).toEqual([TODAY]);
    await expectNothingElse(bot, {
      chats: { phone: [ALERT], desk: [ALERT] },
      ledger: ROWS,
      refused: method === 'files.completeUploadExternal' ? 1 : 0,
    });
  });
});

test('a picture takes a place in the windows of its chat', PATIENT, async (context) => {
  const bot = await openBot(context);
  bot.fire(...SAMSUNG);
  await bot.shows('phone', [ALERT]);
  await bot.shows('desk', [ALERT]);
  say(bot, 'viewer', '/today');
  say(bot, 'viewer', '/today 005930');
  slash(bot, 'today');
  slash(bot, 'today 005930');
  await bot.until('all four', () => photos(bot).length + files(bot).length === 4);
  expect(bot.telegram.overLimit() + bot.slack.overLimit()).toBe(0);
  await expectNothingElse(bot, {
    chats: { phone: [ALERT, TODAY, TODAY], desk: [ALERT, TODAY, TODAY] },
    ledger: ROWS,
  });
});
