import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { loadConfiguration } from '../../src/configuration.ts';
import { linesOf } from '../../src/feed/recordings.ts';
import { openStore } from '../../src/store/open-store.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';
import { configFolder } from '../../src/yaml/config-folder.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { viFrame } from '../helpers/frames.ts';

const SAMSUNG = ['005930', '삼성전자'] as const;
const HYNIX = ['000660', 'SK하이닉스'] as const;
const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;

const channels = (phone: string): string => `
  phone: { telegram: { chat: -1001 }, limits: 100/1s, ${phone} }
  desk: { slack: { channel: C0DESK }, limits: 100/1s, tell: { summary: off } }
  screen: { console: {} }
`;

const silences = (bot: Bot): readonly boolean[] => bot.chat('phone').map(({ silent }) => silent);

describe.concurrent('what a channel is told', PATIENT, () => {
  test('is the day once at its end, after a restart too, unless it is turned off', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      channels: channels('locale: ko'),
      clock: clockAt('19:59:30', 6),
    });
    await bot.vigil('mute', '000660', 'today');
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    const summary = '📊 11월 20일 VI 2건 (▲2 ▼0) · 종목 2개';
    const told = (channel: string): number =>
      bot.histories(channel).filter((history) => history === summary).length;
    await bot.until('the summaries', () => told('phone') === 1 && told('screen') === 1, 20_000);
    const lines = bot
      .chat('phone')
      .find(({ text }) => text.startsWith('📊'))
      ?.text.split('\n');
    expect(lines).toEqual([
      summary,
      '알림 1건 · 음소거 1건',
      '많이 걸린 종목: 삼성전자 1, SK하이닉스 1',
      expect.stringMatching(/^가장 늦은 알림: 삼성전자 \d\d:\d\d:\d\d 발동, \d+초 뒤$/),
      '음소거: SK하이닉스 1',
    ]);
    await bot.stop();
    await bot.start();
    const later = bot.clock.elapsed() + 45_000;
    await bot.until('another look or two', () => bot.clock.elapsed() > later, 30_000);
    expect([told('phone'), told('screen'), told('desk')]).toEqual([1, 1, 0]);
    expect(bot.crashes).toEqual([]);
  });

  test('makes no sound in quiet hours, but for high priority where it may break through', async (context) => {
    const rules = `
  - { name: 높음, when: { stock: "005930" }, notify: [phone], priority: high }
  - { name: 보통, when: { stock: "000660" }, notify: [phone] }
`;
    const told = [alertOf('삼성전자'), alertOf('SK하이닉스')];
    const ledger = ['005930 trigger 높음 phone sent', '000660 trigger 보통 phone sent'];
    const night = { ...FAST, rules, clock: clockAt('10:00:00') };
    const hushed = await openBot(context, { ...night, channels: channels('quiet: "09:00-11:00"') });
    hushed.fire(...SAMSUNG);
    await hushed.shows('phone', told.slice(0, 1));
    hushed.fire(...HYNIX);
    await hushed.shows('phone', told);
    expect(silences(hushed)).toEqual([true, true]);
    await expectNothingElse(hushed, { chats: { phone: told }, ledger });

    const through = await openBot(context, {
      ...night,
      channels: channels('quiet: { time: "09:00-11:00", high: through }'),
    });
    through.fire(...SAMSUNG);
    await through.shows('phone', told.slice(0, 1));
    through.fire(...HYNIX);
    await through.shows('phone', told);
    expect(silences(through)).toEqual([false, true]);
    await expectNothingElse(through, { chats: { phone: told }, ledger });
  });

  test('is no alert where alerts are off, and the ledger, why and explain say so', async (context) => {
    const bot = await openBot(context, {
      ...FAST,
      channels: channels('tell: { alert: off, mute: off }'),
    });
    await bot.vigil('mute', '005930', '2s');
    bot.fire(...SAMSUNG);
    bot.fire(...HYNIX);
    await bot.until('the end of the mute', () => bot.histories('screen').length === 1);
    await expectNothingElse(bot, {
      chats: { desk: [alertOf('SK하이닉스')], screen: bot.histories('screen') },
      ledger: [
        '005930 trigger 모든 VI phone suppressed',
        '005930 trigger 모든 VI desk muted',
        '000660 trigger 모든 VI phone suppressed',
        '000660 trigger 모든 VI desk sent',
      ],
    });
    const reason = 'alert: off in channel phone';
    const reasons = (await bot.ledger())
      .filter(({ channel, rule }) => channel === 'phone' && rule === '모든 VI')
      .map((row) => row['reason']);
    expect(new Set(reasons)).toEqual(new Set([reason]));
    expect((await bot.vigil('why', '000660')).out).toContain(reason);
    expect((await bot.vigil('explain', '--stock', '000660')).out).toContain(reason);
  });
});

test('an hour without a VI while KRX trades is told to the operator, and so is its end', async (context) => {
  const day = '2026-11-20';
  const folder = mkdtempSync(join(tmpdir(), 'vigil-lull-'));
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const frames = ['10:00:00', '11:00:10', '11:01:00'].map((trigger, n) => ({
    at: instantOf(day, trigger),
    frame: viFrame({ stock: `00000${n}`, name: `종목${n}`, trigger }),
  }));
  writeFileSync(join(folder, `${day}.jsonl`), linesOf(frames));
  writeFileSync(
    join(folder, 'vigil.yaml'),
    `
feed: { source: replay, file: "${folder}/${day}.jsonl" }
channels: { screen: { console: {} } }
store: { url: "file://${folder}/vigil.db" }
web: { listen: "127.0.0.1:0" }
`,
  );
  writeFileSync(
    join(folder, 'rules.yaml'),
    'rules: [{ name: 모든 VI, when: { all: true }, notify: screen }]',
  );
  const configuration = loadConfiguration(configFolder(folder), {});
  const clock = fakeClock(instantOf(day, '10:00:00'));
  const printed: string[] = [];
  const crashes: unknown[] = [];
  const store = await openStore(configuration.settings!.store.path);
  context.onTestFinished(() => store.close());
  const app = await startApp({
    settings: configuration.settings!,
    rules: configuration.rules!,
    configuration,
    environment: {},
    store,
    clock,
    random: () => 0,
    colour: false,
    log: () => undefined,
    out: (text) => void printed.push(`${timeOf(clock.now()).slice(0, 5)} ${text.split('\n')[0]}`),
    crash: (fault) => void crashes.push(fault),
  });
  // The file is read in time of this machine's own.
  while (!printed.some((line) => line.endsWith('감시 중'))) await clock.advance(0);
  await clock.advance(70 * 60_000);
  await app.stop();
  expect(printed.filter((line) => !line.includes('종목'))).toEqual([
    '10:00 ✅ Vigil 시작: 규칙 1개, 채널 1개',
    '10:00 ✅ VI 감시 중',
    '10:45 ⚠️ 45분째 VI가 한 건도 오지 않았습니다',
    '11:00 ✅ VI가 다시 옵니다 (1시간 만)',
  ]);
  expect(crashes).toEqual([]);
});
