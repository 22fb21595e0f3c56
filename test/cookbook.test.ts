import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Io } from '../src/cli/io.ts';
import { runProgram } from '../src/cli/program.ts';
import { loadRules } from '../src/rules/load-rules.ts';
import { configFolder } from '../src/yaml/config-folder.ts';
import { fakeClock } from './helpers/fake-clock.ts';

const DOCS = fileURLToPath(new URL('../docs', import.meta.url));
const COOKBOOK = join(DOCS, 'cookbook');

const read = (file: string): string => readFileSync(join(DOCS, file), 'utf8');

interface Recipes {
  readonly rules?: readonly { readonly name: string }[];
  readonly mutes?: readonly unknown[];
  readonly watchlists?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, unknown>>;
}

const text = read('cookbook.md');
const shown = [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].map(
  ([, fence]) => parse(fence!) as Recipes,
);
const tested = parse(read('cookbook/rules.yaml')) as Recipes;

async function vigil(...words: readonly string[]) {
  let [out, code] = ['', -1];
  const io = {
    env: {},
    clock: fakeClock(),
    out: (some: string) => void (out += some),
    tell: (some: string) => void (out += `${some}\n`),
    exit: (exitCode: number) => void (code = exitCode),
  } as unknown as Io;
  await runProgram(words, io);
  return { out, code };
}

describe('the cookbook', () => {
  test('passes its own tests, and each recipe has one', async () => {
    const { out, code } = await vigil('test', join(COOKBOOK, 'rules.test.yaml'), '--json');
    const { tests, unreached } = JSON.parse(out) as {
      readonly tests: readonly { readonly name: string; readonly ok: boolean }[];
      readonly unreached: readonly string[];
    };
    expect(tests.filter(({ ok }) => !ok)).toEqual([]);
    expect([code, unreached]).toEqual([0, []]);
    const numbers = [...text.matchAll(/^## (\d+)\./gm)].map(([, number]) => number);
    expect(new Set(tests.map(({ name }) => name.split(' ', 1).join('')))).toEqual(new Set(numbers));
    expect(numbers.length).toBeGreaterThanOrEqual(15);
  });

  test('has neither faults nor warnings', () => {
    const { faults, warnings } = loadRules(configFolder(COOKBOOK), { today: '2026-11-20' });
    expect([...faults, ...warnings]).toEqual([]);
  });

  test('shows the very rules, mutes, watchlists and templates that are tested', () => {
    expect(shown.flatMap(({ rules = [] }) => rules)).toEqual(tested.rules);
    expect(shown.flatMap(({ mutes = [] }) => mutes)).toEqual(tested.mutes);
    for (const section of ['watchlists', 'templates'] as const) {
      expect(Object.assign({}, ...shown.map((part) => part[section]))).toEqual(tested[section]);
    }
  });

  test('leads to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!http)([^)]+)\)/g)].map(([, to]) => join(DOCS, to!));
    expect(links.map((link) => dirname(link) !== '' && readFileSync(link).length > 0)).toEqual(
      links.map(() => true),
    );
    expect(links.length).toBeGreaterThan(0);
  });
});
