import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { fakeTelegram, type FakeTelegram } from '../helpers/fake-telegram.ts';

const VIGIL = `channels:
  phone: { telegram: { chat: 42 } }
  desk: { slack: { channel: C0123456789 }, locale: en }
  screen: { console: {} }
`;
const RULES = `
templates: { 짧게: "{name} {price|won}\\n[{lasted}]{turnover|억}" }
rules:
  - { name: 짧은 것, when: { all: true }, notify: phone, template: 짧게, priority: low }
`;

let folder: string;
let telegram: FakeTelegram;
beforeEach(async () => {
  telegram = await fakeTelegram({ limits: false });
  folder = mkdtempSync(join(tmpdir(), 'vigil-send-'));
  writeFileSync(join(folder, 'vigil.yaml'), VIGIL);
  writeFileSync(join(folder, 'rules.yaml'), RULES);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await telegram.close();
});

/** Runs `vigil send-test` with the secrets, or none, and gives what it wrote and its exit code. */
async function sendTest(words: readonly string[], secrets = true) {
  let [out, told, code] = ['', '', -1];
  const io = {
    env: {
      VIGIL_CONFIG: folder,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ...(secrets ? { TELEGRAM_BOT_TOKEN: telegram.token, SLACK_BOT_TOKEN: 'xoxb-1' } : {}),
    },
    clock: systemClock,
    colour: false,
    out: (text: string) => void (out += text),
    tell: (text: string) => void (told += `${text}\n`),
    exit: (exitCode: number) => void (code = exitCode),
  } as unknown as Io;
  await runProgram(['send-test', ...words], io);
  return { out, told, code };
}

describe('send-test', () => {
  test('sends one message that says it is a test', async () => {
    expect(await sendTest(['phone'])).toMatchObject({ out: '', code: 0 });
    expect(telegram.shown(42).map(({ text }) => text.split('\n')[0])).toEqual([
      '🧪 시험 메시지 (채널 phone)',
    ]);
  });

  test('as a rule would tell it: its template and sound, labelled, with no button that mutes', async () => {
    await sendTest(['phone', '--rule', '짧은 것']);
    const [message] = telegram.shown(42);
    expect(message!.text.split('\n')).toEqual([
      '🧪 삼성전자 67,000원',
      '412억',
      '규칙: 짧은 것',
      '🧪 시험 메시지 (채널 phone)',
    ]);
    expect(message!.silent).toBe(true);
    expect(JSON.stringify(message!.keyboard)).not.toContain('callback_data');
    expect(JSON.stringify(message!.keyboard)).toContain('m.stock.naver.com');
  });

  test('tells why it was not sent, and ends with 1', async () => {
    telegram.refuseChat(42, 403, 'Forbidden: bot was blocked by the user');
    const { told, code } = await sendTest(['phone']);
    expect(told).toContain('destination-down');
    expect(code).toBe(1);
  });

  test.each([
    ['phone', '🧪 시험 메시지 (채널 phone)'],
    ['desk', '🧪 Test message (channel desk)'],
    ['screen', '🧪 시험 메시지 (채널 screen)'],
  ])(
    '--render prints what %s would get; it needs no secret and sends nothing',
    async (name, first) => {
      const { out, code } = await sendTest([name, '--render'], false);
      expect(out.split('\n')[0]).toContain(first);
      expect(code).toBe(0);
      expect(telegram.shown(42)).toEqual([]);
    },
  );

  test.each([
    ['an unknown channel', ['phne'], 'Did you mean `phone`?'],
    ['an unknown rule', ['phone', '--rule', '짧은 겁'], 'Did you mean `짧은 것`?'],
  ])('%s is told with the nearest', async (_what, words, said) => {
    const { told, code } = await sendTest(words);
    expect(told).toContain(said);
    expect(code).toBe(1);
    expect(telegram.shown(42)).toEqual([]);
  });

  test('follows a group that has become a supergroup', async () => {
    writeFileSync(join(folder, 'vigil.yaml'), VIGIL.replace('chat: 42', 'chat: -42'));
    telegram.migrate(-42, -10042);
    expect((await sendTest(['phone'])).code).toBe(0);
    expect(telegram.shown(-10042)).toHaveLength(1);
  });

  test('a missing secret is told and ends with 1', async () => {
    const { told, code } = await sendTest(['phone'], false);
    expect(told).toContain('`TELEGRAM_BOT_TOKEN` is not set');
    expect(code).toBe(1);
  });
});
