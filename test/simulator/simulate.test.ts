import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test, onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { registerSimulate } from '../../src/cli/simulate.ts';
import { createKiwoomFeed } from '../../src/feed/kiwoom/kiwoom-feed.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { until } from '../feed/scene.ts';

/** Runs the command as `main.ts` does; what it says is kept. */
function run(...words: string[]) {
  const said = { out: '', told: [] as string[], exits: [] as number[] };
  let signal: (heard: 'stop' | 'reload') => void = () => {};
  const io: Io = {
    env: {},
    clock: systemClock,
    out: (text) => {
      said.out += text;
    },
    tell: (text) => said.told.push(text),
    random: () => 0,
    log: () => {},
    logFormat: 'json',
    colour: false,
    quit: () => {},
    interactive: false,
    exit: (code) => said.exits.push(code),
    onSignal: (heard) => {
      signal = heard;
    },
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  registerSimulate(program, io);
  const done = program.parseAsync(['simulate', ...words], { from: 'user' });
  return { said, done, signal: (heard: 'stop' | 'reload') => signal(heard) };
}

const valueOf = (out: string, name: string): string =>
  new RegExp(`^${name}=(.+)$`, 'm').exec(out)?.[1] ?? '';

describe('vigil simulate', () => {
  test('tells both addresses as data, plays a file, and ends at a signal with 0', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigil-simulate-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'day.jsonl');
    writeFileSync(file, '{"data":[],"trnm":"REAL","n":1}\n');
    const { said, done, signal } = run('--file', file);
    await until(() => said.told.length === 1);
    const frames: string[] = [];
    const feed = createKiwoomFeed({
      restUrl: valueOf(said.out, 'KIWOOM_REST_URL'),
      wsUrl: valueOf(said.out, 'KIWOOM_WS_URL'),
      appKey: 'any',
      secretKey: 'any',
      takeoverWait: undefined,
      cacheFolder: undefined,
      clock: systemClock,
      random: () => 0,
    });
    feed.open({ frame: (text) => frames.push(text), state: () => {}, stocks: () => {} });
    await until(() => frames.length === 1);
    expect(frames).toEqual(['{"data":[],"trnm":"REAL","n":1}']);
    await feed.close();
    signal('reload');
    expect(said.exits).toEqual([]);
    signal('stop');
    await done;
    expect(said.exits).toEqual([0]);
  });

  test('says so and ends with 1 when the port is taken, or the file is not there', async () => {
    const first = run();
    await until(() => first.said.told.length === 1);
    const port = new URL(valueOf(first.said.out, 'KIWOOM_REST_URL')).port;
    const second = run('--port', port);
    const third = run('--file', '/nowhere/day.jsonl');
    await Promise.all([second.done, third.done]);
    expect([second.said.exits, third.said.exits]).toEqual([[1], [1]]);
    first.signal('stop');
    await first.done;
  });

  test.each([
    ['--port', 'x'],
    ['--speed', '0'],
    ['--seed', '1.5'],
    ['--day', 'holiday'],
  ])('refuses %s %s', async (option, value) => {
    await expect(run(option, value).done).rejects.toThrow(option);
  });
});
