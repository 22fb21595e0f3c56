import { expect, test } from 'vitest';
import { CHANNEL, FAST, openBot, PATIENT, PEOPLE, GROUP, type Bot } from '../helpers/bot.ts';
import { expectConsistent } from '../helpers/expect-nothing-else.ts';

/** Names as a broker, a rules file or a person might give them, and what a reader may see. */
const NAMES = [
  ['<b>굵게</i>', '<b>굵게</i>'],
  ['<!channel> <@U012>', '<!channel> <@U012>'],
  ['A&B &lt;c&gt;', 'A&B &lt;c&gt;'],
  ['_*~`[x](y)', '_*~`[x](y)'],
  ['\u202E거꾸로\u2066', '거꾸로'],
  ['반쪽\uD83D끝', '반쪽\uFFFD끝'],
  ['줄\u0000바\u001B[31m꿈', '줄 바 [31m꿈'],
  ["' OR 1=1; --", "' OR 1=1; --"],
] as const;

const RULES = `
  - name: "<!here> 규칙 & <b>"
    note: "<script>메모</script> \\u202E"
    when: { all: true }
    notify: [phone, desk]
`;

/** Every text that was sent to a platform, as it went over the wire. */
const onWire = (bot: Bot): readonly string[] => [
  ...bot.telegram.messages.flatMap(({ source }) => source),
  ...bot.telegram.messages.flatMap(({ keyboard }) =>
    keyboard.flat().map((key) => key['text'] ?? ''),
  ),
  ...bot.slack.messages.flatMap(({ text, blocks }) => [text, JSON.stringify(blocks)]),
  ...bot.slack.ephemeral.map((payload) => JSON.stringify(payload)),
];

const HIDING = /(?!\n)[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

test(
  'names with markup, mentions, hidden and broken letters reach both chats as plain text',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, { ...FAST, rules: RULES });
    NAMES.forEach(([name], n) => bot.fire(`10000${n}`, name));
    for (const channel of ['phone', 'desk']) {
      await bot.until(`all in ${channel}`, () => bot.histories(channel).length === NAMES.length);
      bot.chat(channel).forEach(({ text }, n) => {
        expect(text.split('\n')[0]).toBe(`🔴▲ ${NAMES[n]?.[1]} 상승 정적VI 1회 +10.60%`);
        expect(text).toContain('<!here> 규칙 & <b>');
        expect(text).toContain('<script>메모</script>');
      });
    }
    const date = Math.floor(bot.clock.now() / 1000);
    const from = { id: PEOPLE.admin.telegram };
    const text = '/mute@vigil_test_bot 005930 30m <b>왜</b>\u202E & <!channel>';
    bot.telegram.say({ chat: GROUP, from, text, date });
    bot.slack.slash({
      channel: CHANNEL,
      user: PEOPLE.admin.slack,
      text: 'mute 000660 30m <!here> & <b>',
    });
    await bot.until(
      'both answers',
      () => bot.histories('phone').length > NAMES.length && bot.slack.ephemeral.length === 1,
    );
    for (const { source } of bot.telegram.messages) {
      expect(source.replaceAll(/^<b>|<\/b>(?=\n|$)/g, '')).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
    }
    for (const { text: line, blocks } of bot.slack.messages) {
      expect(`${line} ${JSON.stringify(blocks)}`).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
    }
    for (const sent of onWire(bot)) {
      expect(sent).not.toMatch(HIDING);
      expect(sent.isWellFormed()).toBe(true);
    }
    expect(
      bot.slack.callsOf('chat.postMessage').map(({ payload }) => String(payload['link_names'])),
    ).not.toContain('true');
    const { text: page } = await bot.page('/');
    expect(page).not.toMatch(/<script|<!channel|<b>굵게/);
    await expectConsistent(bot);
  },
);
