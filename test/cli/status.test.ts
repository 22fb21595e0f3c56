import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { registerStatus } from '../../src/cli/status.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const RULES = 'rules: [{ name: 가, when: { direction: up }, notify: phone }]';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-status-'));
  write('rules.yaml', RULES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const isQuiet = (hours: string): void =>
  write(
    'vigil.yaml',
    `channels: { phone: { console: {}, quiet: "${hours}" }, desk: { console: {} } }
store: { url: "file:${folder}/vigil.db" }`,
  );

/** Runs `status` and gives what it wrote. */
async function status(...words: readonly string[]) {
  let [out, told] = ['', ''];
  const { promise: code, resolve: exit } = Promise.withResolvers<number>();
  const io: Io = {
    env: { VIGIL_CONFIG: folder },
    clock: fakeClock(),
    out: (text) => void (out += text),
    tell: (text) => void (told += `${text}\n`),
    random: () => 0,
    log: () => undefined,
    logFormat: 'pretty',
    colour: false,
    interactive: false,
    quit: exit,
    exit,
    onSignal: () => undefined,
  };
  const program = new Command().exitOverride();
  registerStatus(program, io);
  await program.parseAsync(['status', ...words], { from: 'user' });
  expect(await code).toBe(0);
  return { out, told };
}

test('of a bot that is well is its sum alone', async () => {
  isQuiet('22:00-07:00');
  expect(await status()).toEqual({ out: '2026-11-20: 0 = 0\n', told: '' });
  expect(JSON.parse((await status('--json')).out)).toMatchObject({
    matched: 0,
    quiet: [],
    rules_fault: null,
  });
});

test('tells which channels are in their quiet hours, and until when', async () => {
  isQuiet('00:00-23:30');
  const { told } = await status();
  expect(told).toBe('phone: 23:30까지 조용한 시간 (quiet hours until 23:30)\n');
  const { out } = await status('--json');
  expect(JSON.parse(out)).toMatchObject({ quiet: [{ channel: 'phone', until: '23:30:00' }] });
});

test('tells the first fault of rules that a reload refuses', async () => {
  isQuiet('22:00-07:00');
  write('rules.yaml', RULES.replace('direction', 'directon'));
  const fault = `${folder}/rules.yaml:1:28 \`directon\`: unknown condition. Did you mean \`direction\`?`;
  const { told } = await status();
  expect(told).toMatch(/^⚠️ 규칙에 잘못이 있어 .* \(the rules have faults; /);
  expect(told).toContain(fault);
  const { rules_fault: found } = JSON.parse((await status('--json')).out) as {
    readonly rules_fault: string;
  };
  expect(found).toContain(fault);
});
