import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { CHANNEL, FAST, openBot, PATIENT, PEOPLE, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { say } from '../helpers/say.ts';

const LISTS = 'watchlists:\n  칩: # 반도체\n    - 000660 # SK하이닉스\n';
const RULES = '\n  - { name: 칩, when: { watchlist: 칩 }, notify: [phone] }\n';
const SAMSUNG = '    - 005930 # 삼성전자\n';

const rulesFile = (bot: Bot): Promise<string> =>
  readFile(join(bot.settings.folder, 'rules.yaml'), 'utf8');

const alertOf = (name: string, count = 1): string => `🔴▲ ${name} 상승 정적VI ${count}회 +10.60%`;
const nth = (bot: Bot, count: number) => ({
  trigger: timeOf(bot.clock.now() + count * 1_000),
  values: { '1490': String(count) },
});

const ADDED = '➕ 칩: 삼성전자(005930) 추가';
const RELOADED = '✅ 설정을 다시 읽었습니다: 규칙 2개';

describe.concurrent('a watchlist', PATIENT, () => {
  test('changed from chats and the command line holds at once, and the audit knows by whom', async (context) => {
    const bot = await openBot(context, { ...FAST, lists: LISTS, rules: RULES });
    const before = await rulesFile(bot);
    say(bot, 'operator', '/watch 칩 add 삼성전자');
    await bot.shows('phone', ['권한이 없습니다']);
    bot.fire('005930', '삼성전자');

    say(bot, 'admin', '/watch 칩 add 005930');
    await bot.shows('phone', ['권한이 없습니다', ADDED]);
    expect(bot.chat('phone').at(-1)?.text).toBe(`${ADDED}\n지금부터 적용됩니다.`);
    expect(await rulesFile(bot)).toBe(before.replace(LISTS, LISTS + SAMSUNG));
    bot.fire('005930', '삼성전자', nth(bot, 2));
    await bot.shows('phone', ['권한이 없습니다', ADDED, alertOf('삼성전자', 2)]);

    expect(await bot.vigil('watch', '칩', 'add', '005930')).toMatchObject({
      code: 1,
      told: [expect.stringContaining('이미 목록 칩에 있습니다')],
    });
    expect(await bot.vigil('watch', '칩', 'remove', '005930')).toMatchObject({
      code: 0,
      told: ['➖ 칩: 삼성전자(005930) 제거\n지금부터 적용됩니다.'],
    });
    expect(await rulesFile(bot)).toBe(before);
    bot.fire('005930', '삼성전자', nth(bot, 3));

    bot.slack.slash({ channel: CHANNEL, user: PEOPLE.admin.slack, text: 'watch 칩 add 000660' });
    await bot.until('the answer in Slack', () => bot.slack.ephemeral.length === 1);
    await bot.vigil('reload');
    await bot.vigil('mute', '005930');
    const { out } = await bot.vigil(
      'audit',
      '--json',
      '--from',
      '2026-11-20',
      '--to',
      '2026-11-20',
    );
    const { commands } = JSON.parse(out) as { commands: Record<string, string>[] };
    expect(commands.map(({ name, where, words }) => [name, where, words])).toEqual([
      ['admin', 'telegram', 'watch 칩 add 005930'],
      [null, 'cli', 'watch 칩 add 005930'],
      [null, 'cli', 'watch 칩 remove 005930'],
      ['admin', 'slack', 'watch 칩 add 000660'],
      [null, 'cli', 'reload'],
      [null, 'cli', 'mute 005930'],
    ]);
    const printed = (await bot.vigil('audit')).out.trimEnd().split('\n');
    expect(printed).toHaveLength(commands.length);
    expect(printed[0]).toMatch(
      /^2026-11-20 10:00:\d\d admin \(telegram\) · watch 칩 add 005930 → ➕ 칩/,
    );
    expect(printed.at(-1)).toMatch(/ 명령줄 · mute 005930 → 🔕 음소거: 삼성전자/);
    expect(await bot.vigil('audit', '--to', '2026-11-19')).toMatchObject({ code: 0, out: '' });
    await expectNothingElse(bot, {
      chats: {
        phone: ['권한이 없습니다', ADDED, alertOf('삼성전자', 2)],
        screen: [RELOADED, RELOADED],
      },
      ledger: ['005930 trigger 칩 phone sent'],
    });
  });

  test('that many change at once ends with every change', async (context) => {
    const bot = await openBot(context, { ...FAST, lists: LISTS, rules: RULES });
    const codes = ['005930', '035720', '005380'];
    for (const code of codes) say(bot, 'admin', `/watch 칩 add ${code}`);
    bot.slack.slash({ channel: CHANNEL, user: PEOPLE.admin.slack, text: 'watch 칩 add 051910' });
    // Each waits for half a second without a change, and for a thread that reads.
    await bot.until('the answers', () => bot.chat('phone').length === codes.length, 30_000);
    await bot.until('the answer in Slack', () => bot.slack.ephemeral.length === 1);
    const text = await rulesFile(bot);
    for (const code of [...codes, '051910']) expect(text).toContain(`\n    - ${code}`);
    say(bot, 'admin', '/audit');
    await bot.until('the audit', () => bot.chat('phone').length === codes.length + 1);
    const [head, ...lines] = bot.chat('phone').at(-1)?.text.split('\n') ?? [];
    expect(head).toBe('최근 변경');
    expect(lines).toHaveLength(codes.length + 1);
    expect(
      lines.some((line) => /admin \(telegram\) · watch 칩 add 035720 → ➕ 칩/.test(line)),
    ).toBe(true);
  });
});
