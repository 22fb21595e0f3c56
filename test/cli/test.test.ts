import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const RULES = `
rules:
  - { name: 상승, when: { direction: up }, notify: phone }
  - { name: 하락, when: { direction: down }, notify: phone }
`;
const testOf = (name: string, expected: string): string =>
  `  - { name: ${name}, at: "2026-11-20 09:05:00", events: [{ stock: 005930 }], expect: [${expected}] }\n`;
const GOOD = `tests:\n${testOf('된다', '{ rule: 상승 }')}`;
const BAD = `tests:\n${testOf('<안 "된다">', '')}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-test-'));
  write('vigil.yaml', 'channels: { phone: { telegram: { chat: 1 } } }');
  write('rules.yaml', RULES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** Runs `vigil test` and gives what it wrote and its exit code. */
async function vigilTest(...words: readonly string[]) {
  let [out, told, code] = ['', '', -1];
  const io = {
    env: { VIGIL_CONFIG: folder },
    clock: fakeClock(),
    out: (text: string) => void (out += text),
    tell: (text: string) => void (told += `${text}\n`),
    exit: (exitCode: number) => void (code = exitCode),
  } as unknown as Io;
  await runProgram(['test', ...words], io);
  return { out, told, code };
}

describe('vigil test', () => {
  test('runs every test file of the folder, needs no secret, and names what was not reached', async () => {
    write('a.test.yaml', GOOD);
    write('rules.test.yaml', GOOD.replace('된다', '또 된다'));
    const { out, told, code } = await vigilTest();
    expect([told, code]).toEqual(['', 0]);
    expect(out).toContain('✓ 된다\n✓ 또 된다\n');
    expect(out).toContain('하락\n테스트 2개: 통과 2, 실패 0 (2 tests: 2 passed, 0 failed)\n');
  });

  test('a failure ends with 1 and shows place and difference', async () => {
    write('rules.test.yaml', BAD);
    const { out, code } = await vigilTest();
    expect(code).toBe(1);
    expect(out).toContain(`${folder}/rules.test.yaml:2:5`);
    expect(out).toContain('+ 상승 · 005930 · static · up · count 1 · 09:05:00 → phone');
    expect(out).toContain('테스트 1개: 통과 0, 실패 1 (1 test: 0 passed, 1 failed)\n');
  });

  test('runs only the files that are named, on the rules beside them', async () => {
    write('good.test.yaml', GOOD);
    write('bad.test.yaml', BAD);
    expect((await vigilTest(join(folder, 'good.test.yaml'))).code).toBe(0);
    expect((await vigilTest(join(folder, 'bad.test.yaml'))).code).toBe(1);
    const elsewhere = join(ROOT, 'config', 'rules.test.yaml');
    expect((await vigilTest(elsewhere)).code).toBe(0);
    expect((await vigilTest(elsewhere, '--config', folder)).told).toContain('unknown rule');
  });

  test('without a single test file it ends with 1: nothing was tested', async () => {
    const { told, code } = await vigilTest();
    expect(told).toContain('no test files');
    expect(code).toBe(1);
  });

  test.each([
    ['the tests', 'rules.test.yaml', 'tests: [{ nam: t }]', 'Did you mean `name`?'],
    ['the rules', 'rules.yaml', 'rules: [{ nam: t }]', 'Did you mean `name`?'],
  ])(
    'faults of %s are told with place and caret, and end with 1',
    async (_what, file, text, said) => {
      write('rules.test.yaml', GOOD);
      write(file, text);
      const { out, told, code } = await vigilTest();
      expect([out, code]).toEqual(['', 1]);
      expect(told).toContain(`${folder}/${file}:1:`);
      expect(told).toContain('^');
      expect(told).toContain(said);
    },
  );

  test('without a vigil.yaml the channels are those that the rules name', async () => {
    rmSync(join(folder, 'vigil.yaml'));
    write('rules.test.yaml', GOOD.replace('rule: 상승', 'rule: 상승, to: phone'));
    expect((await vigilTest()).code).toBe(0);
  });

  test('--json tells the same as data', async () => {
    write('rules.test.yaml', BAD);
    expect(JSON.parse((await vigilTest('--json')).out)).toMatchObject({
      ok: false,
      passed: 0,
      failed: 1,
      tests: [{ name: '<안 "된다">', line: 2, missing: [], unexpected: [{ rule: '상승' }] }],
      unreached: ['하락'],
    });
  });

  test('--junit writes well-formed XML with every test and its failure', async () => {
    write('rules.test.yaml', `${BAD}${testOf('된다', '{ rule: 상승 }')}`);
    const file = join(folder, 'reports', 'junit.xml');
    await vigilTest('--junit', file);
    const xml = readFileSync(file, 'utf8');
    expect(xml).toContain('<testsuites name="vigil test" tests="2" failures="1"');
    expect(xml).toContain('<testcase name="&lt;안 &quot;된다&quot;&gt;"');
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<[^!?][^>]*>/g)!.join('')).not.toContain('<안');
  });
});

test('the shipped rules pass their tests, and every one is reached', async () => {
  const { out, code } = await vigilTest('--config', join(ROOT, 'config'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ failed: 0, unreached: [] });
});
