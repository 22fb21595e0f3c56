import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ADMIN, eventually, openPremises, type Premises } from '../helpers/process.ts';

// Every case starts a process, for a parser that runs out of stack takes its process with it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const GOOD = 'rules: [{ name: 가, when: { all: true }, notify: [phone] }]\n';

/** Nine levels of nine aliases each: 387 million values. */
const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((key, n) => {
    const before = 'abcdefgh'[n];
    return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

const HOSTILE: readonly (readonly [what: string, rules: string, says: RegExp])[] = [
  ['a bomb of aliases', BOMB, /alias|anchor/i],
  ['6 kB of brackets', `rules: ${'['.repeat(6_000)}`, /Nested too deeply/],
  ['40 kB of brackets', `rules: ${'['.repeat(40_000)}`, /Nested too deeply/],
  ['40 kB of maps', `rules: ${'{a: '.repeat(10_000)}`, /Nested too deeply/],
  ['40 kB of lists', `rules:\n${'- '.repeat(20_000)}x`, /Nested too deeply/],
  ['__proto__', `${GOOD}__proto__: { polluted: true }\n`, /`__proto__` cannot be a key/],
  ['more than 1 MiB', `${GOOD}# ${'x'.repeat(1024 * 1024)}`, /1048576 bytes/],
  [
    'a way out of the folder',
    `watchlists: { 가: [{ file: ../../secret.txt }] }\n${GOOD}`,
    /outside the configuration folder/,
  ],
  [
    'a link out of the folder',
    `watchlists: { 가: [{ file: link.txt }] }\n${GOOD}`,
    /outside the configuration folder/,
  ],
  [
    'an include out of the folder',
    `include: [../secret.txt]\n${GOOD}`,
    /no path below this folder/,
  ],
  [
    'an include of a link out of the folder',
    `include: [link.txt]\n${GOOD}`,
    /outside the configuration folder/,
  ],
  ['an include of itself', `include: [rules.yaml]\n${GOOD}`, /includes nothing itself/],
];

let premises: Premises;

beforeAll(async () => {
  premises = await openPremises();
  await premises.write('secret.txt', '005930 # out of bounds\n');
  await mkdir(join(premises.folder, 'config'), { recursive: true });
  await symlink(join(premises.folder, 'secret.txt'), join(premises.folder, 'config', 'link.txt'));
});
afterAll(() => premises.close());

test.each(HOSTILE)(
  '%s is a fault with its place, in moments, and shows nothing of other files',
  async (_what, rules, says) => {
    await premises.write('config/rules.yaml', rules);
    const began = performance.now();
    const { code, stdout, stderr } = await premises.vigil('check');
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(code).toBe(2);
    expect(stdout).toMatch(says);
    expect(stdout).toMatch(/rules\.yaml:\d+:\d+: /);
    expect(stdout + stderr).not.toMatch(/out of bounds|at file:|RangeError|heap/);
  },
);

test('none of them disturbs a bot that runs when the file becomes it', async () => {
  await premises.write('config/rules.yaml', GOOD);
  const bot = await premises.watch();
  const said = (part: string): number =>
    premises.telegram.shown(ADMIN).filter(({ text }) => text.includes(part)).length;
  for (const [n, [what, rules]] of HOSTILE.entries()) {
    await premises.write('config/rules.yaml', rules);
    await eventually(`the fault of ${what}`, () => said('규칙') > n || said('rules.yaml') > n);
  }
  expect(bot.child.exitCode).toBeNull();
  await rm(join(premises.folder, 'config', 'link.txt'));
  await premises.write('config/rules.yaml', GOOD);
  await eventually('the bot watches', () => premises.isReady());
  expect(await bot.kill('SIGTERM')).toMatchObject({ code: 0 });
});
