import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SAMPLE_FILE } from '../../src/backtest/sample-day.ts';
import { readDay, recordedDays } from '../../src/feed/recordings.ts';
import { eventually, openPremises, type Premises } from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let premises: Premises;
beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

async function recorded(): Promise<readonly string[]> {
  const folder = join(premises.folder, 'data', 'recordings');
  const days = await Promise.all((await recordedDays(folder)).map((day) => readDay(folder, day)));
  return days.flat().map(({ frame }) => frame);
}

test('what was recorded is there after a kill -9, and the next start goes on behind it', async () => {
  const frames = ['{"trnm":"REAL","data":[],"n":1}', '{"trnm":"REAL","data":[],"n":2}'];
  for (const [index, frame] of frames.entries()) {
    const bot = await premises.watch();
    premises.broker.sendRaw(frame);
    await eventually('the frame on disk', async () => (await recorded()).includes(frame), 15_000);
    await bot.kill('SIGKILL');
    expect(await recorded()).toEqual(frames.slice(0, index + 1));
  }
});

test('a recording as the feed of `run`: its alerts at their own times, nothing recorded, 0 at the end', async () => {
  await premises.write(
    'config/vigil.yaml',
    `feed: { source: replay, file: "${SAMPLE_FILE}", speed: 500 }
channels: { screen: { console: {} } }
web: { listen: "127.0.0.1:${premises.port}" }
`,
  );
  await premises.write(
    'config/rules.yaml',
    'rules: [{ name: 모두, when: { session: open..open+30m }, notify: screen }]',
  );
  const bot = premises.start(['run']);
  await eventually('an alert of 09:05', () => /^ {2}09:05:\d\d 발동/m.test(bot.stdout()));
  const { code, stdout } = await bot.kill('SIGTERM');
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/늦음|⌛/);
  expect(await recorded()).toEqual([]);
  const [first] = await premises.ledger();
  expect(first).toMatchObject({ day: '2026-11-20', channel: 'screen', outcome: 'sent' });
});
