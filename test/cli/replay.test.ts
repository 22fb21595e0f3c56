import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SAMPLE_FILE } from '../../src/backtest/sample-day.ts';
import { gunzipped } from '../../src/feed/gzip-members.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { configPlace, type ConfigPlace } from '../helpers/config-place.ts';
import { fakeTelegram } from '../helpers/fake-telegram.ts';
import { viFrame } from '../helpers/frames.ts';
import { alert, AT } from '../store/place.ts';

const RULES = 'rules: [{ name: 모두, when: { all: true }, notify: [phone, screen] }]';
const DAY = '2026-11-20';
const VI = { stock: '005930', name: '삼성전자', trigger: '10:00:00' };
const FRAMES = [viFrame(VI), viFrame({ ...VI, release: '10:02:10' })];

const place = (more: Readonly<Record<string, string>> = {}, env = {}): ConfigPlace =>
  configPlace({ 'rules.yaml': RULES, ...more }, env, systemClock);

const file = (made: ConfigPlace, frames = FRAMES): string =>
  made.write(`${DAY}.jsonl`, frames.join('\n'));

const ledger = async (made: ConfigPlace): Promise<readonly string[]> =>
  (await made.vigil('export')).out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>)
    .map((row) => `${row['day']} ${row['stock']} ${row['channel']} ${row['outcome']}`);

test.each(['replay', 'import'])('%s of a file that is not there says so', async (command) => {
  const { code, told } = await place().vigil(command, 'nothing.jsonl');
  expect(code).toBe(1);
  expect(told.join()).toContain('nothing.jsonl: 없는 파일입니다');
});

test.each(['replay', 'import'])('%s of a file without a frame says so', async (command) => {
  const made = place();
  const { code, told } = await made.vigil(command, made.write('notes.jsonl', 'no frame\n'));
  expect(code).toBe(1);
  expect(told.join()).toMatch(/notes\.jsonl: 시각이 있는 프레임이 없습니다/);
});

describe('vigil replay', () => {
  test('shows on the console what was told at its time, and the ledger keeps it', async () => {
    const made = place();
    const { code, out } = await made.vigil('replay', file(made), '--speed', '1000');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => !line.startsWith(' ') && line !== '')).toEqual([
      '🔴▲ 삼성전자 상승 정적VI 1회 +10.60%',
      '⏹ 삼성전자 정적VI 해제 10:02:10 (2분 10초)',
    ]);
    expect(await ledger(made)).toEqual([`${DAY} 005930 screen sent`]);
  });

  test('what the ledger has is not told again; --fresh tells all channels here, and keeps nothing', async () => {
    const made = place();
    const path = file(made);
    await made.vigil('replay', path, '--speed', '1000');
    const again = await made.vigil('replay', path, '--speed', '1000');
    expect([again.code, again.out]).toEqual([0, '']);
    expect(again.told.join('\n')).toContain('--fresh');
    const fresh = await made.vigil('replay', path, '--speed', '1000', '--fresh');
    expect(fresh.out).toContain('[phone] 🔴▲');
    expect(fresh.out).toContain('[screen] 🔴▲');
    expect(await ledger(made)).toEqual([`${DAY} 005930 screen sent`]);
  });

  test('without a console shows every channel, and does not say that they were told', async () => {
    const made = place({
      'vigil.yaml': 'channels: { phone: { telegram: { chat: -1 } } }',
      'rules.yaml': RULES.replace(', screen', ''),
    });
    expect((await made.vigil('replay', file(made), '--speed', '1000')).out).toContain('🔴▲');
    expect(await ledger(made)).toEqual([]);
  });

  test(
    'a busy opening at any speed: all is told, and nothing late',
    { timeout: 60_000 },
    async () => {
      const made = place();
      const opening = gunzipped(readFileSync(SAMPLE_FILE)).split('\n').slice(0, 300);
      const path = made.write('opening.jsonl', opening.join('\n'));
      const { out } = await made.vigil('replay', path, '--speed', '1e6');
      const alerts = out.match(/^(🔴▲|🔵▼)/gm)?.length ?? 0;
      expect(alerts).toBeGreaterThan(80);
      expect(out).not.toMatch(/늦음|⌛/);
      const outcomes = (await ledger(made)).map((row) => row.split(' ')[3]);
      expect(outcomes).toEqual(Array.from({ length: alerts }, () => 'sent'));
    },
  );

  test('--send tells the chats, in real time and with their limits', async () => {
    const telegram = await fakeTelegram();
    onTestFinished(() => telegram.close());
    const { token, apiRoot } = telegram;
    const made = place({}, { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot });
    const frames = ['005930', '000660'].map((stock) => viFrame({ ...VI, stock, name: stock }));
    const { code, told } = await made.vigil(
      'replay',
      file(made, frames),
      '--send',
      '--speed',
      '50',
    );
    expect(code).toBe(0);
    expect(told.join('\n')).toContain('speed 1');
    expect(telegram.messages.map(({ text }) => text.split(' ')[1])).toEqual(['005930', '000660']);
    expect(telegram.overLimit()).toBe(0);
    expect(await ledger(made)).toHaveLength(4);
  });

  test('--send without the secret is a fault that names it', async () => {
    const made = place();
    const { code, told } = await made.vigil('replay', file(made), '--send');
    expect(code).toBe(2);
    expect(told.join('\n')).toContain('TELEGRAM_BOT_TOKEN');
  });

  test('takes nothing from a bot that runs on the same ledger', async () => {
    const made = place();
    await made.vigil('mutes');
    const store = await openStore(join(made.folder, 'data', 'vigil.db'));
    onTestFinished(() => store.close());
    const event = await alert(store.rows, '000660', { waits: true });
    const owed = { eventId: event, rule: '모두', channel: 'screen', day: DAY, stock: '000660' };
    const waiting = { outcome: 'waiting', reason: undefined, muteId: undefined } as const;
    await store.rows.addObligations([{ ...owed, ...waiting, insteadOf: undefined }], AT);
    const messageId = await store.rows.addMessage({ channel: 'screen', draft: '{}', at: AT });
    await store.rows.openAttempt({ messageId, channel: 'screen', op: 'post' }, AT);
    const { out } = await made.vigil('replay', file(made), '--speed', '1000');
    expect(out).toContain('삼성전자');
    expect(out).not.toContain('000660');
    expect(await store.rows.openAttempts()).toHaveLength(1);
    expect((await store.rows.waiting()).map(({ channel }) => channel).toSorted()).toEqual([
      'phone',
      'screen',
    ]);
  });

  test('a mute of the ledger holds', async () => {
    const made = place();
    await made.vigil('mute', '005930', '2h');
    const { out } = await made.vigil('replay', file(made), '--speed', '1000');
    expect(out).toBe('');
    expect(await ledger(made)).toEqual([`${DAY} 005930 screen muted`]);
  });

  test.each([
    ['is not there', undefined],
    ['is empty', ''],
  ])('a file that %s ends with 1 and one line', async (_what, text) => {
    const made = place();
    const path = text === undefined ? join(made.folder, 'none') : made.write('a.jsonl', text);
    const { code, told } = await made.vigil('replay', path);
    expect([code, told.length]).toEqual([1, 1]);
  });

  test('frames come at the wall time they tell, whatever the day is now', async () => {
    const made = place({ 'rules.yaml': RULES.replace('all: true', 'session: open..open+2h') });
    await made.vigil('replay', file(made), '--speed', '1000');
    const [row] = (await made.vigil('export')).out.split('\n');
    const { at } = JSON.parse(row ?? '') as { at: number };
    expect(at - instantOf(DAY, '10:00:00')).toBeLessThan(2_000);
    expect(at).toBeGreaterThanOrEqual(instantOf(DAY, '10:00:00'));
    expect(existsSync(join(made.folder, 'data', 'recordings'))).toBe(false);
  });
});
