import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runProgram } from '../src/cli/program.ts';
import type { Io } from '../src/cli/io.ts';
import { COMMANDS } from '../src/command/commands/index.ts';
import { checkConfiguration } from '../src/configuration.ts';
import { WORDS } from '../src/rules/conditions/index.ts';
import { TELL_ALL } from '../src/settings/settings.ts';
import { folderOf } from '../src/yaml/config-folder.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READMES = ['README.md', 'README.ko.md'] as const;
const RULES = ['docs/rules.md', 'docs/rules.ko.md'] as const;
const CHANNELS = ['docs/channels.md', 'docs/channels.ko.md'] as const;
const DOCS = [...READMES, ...RULES, ...CHANNELS, 'docs/architecture.md'] as const;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);
const fences = (text: string, language: string): string[] =>
  matches(text, new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'));
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
const sorted = (words: Iterable<string>): string[] => [...new Set(words)].toSorted();

/** What an example may include. */
const MORE_RULES = 'rules: [{ name: 더, when: { count: 9 }, notify: phone }]';

describe('examples', () => {
  const yaml = DOCS.flatMap((path) => fences(read(path), 'yaml').map((text) => ({ path, text })));
  const isVigil = (text: string): boolean => 'channels' in parse(text);
  const vigil = yaml.find(({ path, text }) => path === 'README.md' && isVigil(text))!.text;
  const rules = yaml.find(({ path, text }) => path === 'README.md' && !isVigil(text))!.text;

  test.each(
    yaml.map(
      (each) => [each.path, each.text.split('\n', 2).join(' ').slice(0, 60), each.text] as const,
    ),
  )('%s: %s ... has neither faults nor warnings', (_path, _start, text) => {
    const files = isVigil(text)
      ? { 'vigil.yaml': text, 'rules.yaml': rules }
      : {
          'vigil.yaml': vigil,
          'rules.yaml': text,
          'lists/ai.txt': '005930 # 삼성전자\n',
          'rules/more.yaml': MORE_RULES,
        };
    const { settingsFaults, rulesFaults, warnings, ...found } = checkConfiguration(
      folderOf(files),
      {},
      { today: '2026-11-20' },
    );
    const told = [...settingsFaults, ...rulesFaults, ...warnings];
    expect(told.map((fault) => `${fault.line}: ${fault.message}`)).toEqual([]);
    expect(found.rules?.rules).not.toEqual([]);
  });

  test.each(RULES)('%s shows every word of the language', (path) => {
    const used = fences(read(path), 'yaml').join('\n');
    const words = [...Object.keys(WORDS), 'any', 'all', 'not'];
    expect(words.filter((word) => !used.includes(`${word}:`))).toEqual([]);
  });
});

test.each(CHANNELS)('%s explains every kind of message, and none that does not exist', (path) => {
  const [, kinds = ''] = read(path).split('## `tell`');
  const named = matches(kinds.split('## `quiet`')[0] ?? '', /^\| `(\w+)` \|/gm);
  expect(named).toEqual(Object.keys(TELL_ALL));
});

describe('the Slack manifest', () => {
  const manifest = parse(read('docs/slack-manifest.yaml')) as {
    readonly features: { readonly slash_commands: readonly Record<string, string>[] };
    readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
    readonly settings: unknown;
  };

  test('asks for no more than the bot uses', () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([
      'channels:read',
      'chat:write',
      'commands',
      'files:write',
      'groups:read',
    ]);
    expect(manifest.settings).toMatchObject({
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    });
  });

  test('offers /vi with commands that exist', () => {
    const [slash] = manifest.features.slash_commands;
    expect(slash?.['command']).toBe('/vi');
    const offered = slash!['usage_hint']!.split(' | ').map((usage) => usage.split(' ', 1).join(''));
    expect(sorted(offered)).toEqual(sorted(COMMANDS.map(({ name }) => name)));
  });
});

describe.each(READMES)('%s', (path) => {
  const text = read(path);
  /** Words that look like chat commands and belong to others. */
  const FOREIGN = new Set([
    'newbot',
    'invite',
    'healthz',
    'readyz',
    'metrics',
    'vi',
    'oauth2',
    'api',
  ]);

  test('names every chat command, and none that does not exist', () => {
    const named = matches(text, /`\/(?:vi )?([\w-]+)[^`]*`/g).filter((word) => !FOREIGN.has(word));
    expect(sorted(named)).toEqual(sorted(COMMANDS.map(({ name }) => name)));
  });

  test('says what role each chat command needs', () => {
    const rows = [...text.matchAll(/^\| `\/(\w+)[^|]*\|.*\| (\w+) \|$/gm)];
    expect(rows.map(([, name, role]) => [name, role])).toEqual(
      COMMANDS.map(({ name, needs }) => [name, needs]),
    );
  });

  test('names every command of the command line, and none that does not exist', async () => {
    const [, list = ''] = /^[^\n]*npm run vigil -- <[^\n]*/m.exec(text)?.[0].split('>`') ?? [];
    expect(sorted(matches(list, /`([a-z]+)[^`]*`/g))).toEqual(sorted(await cliCommands()));
  });

  test('names the environment that the program reads', () => {
    const names = (texts: readonly string[]): string[] =>
      texts.flatMap((each) => matches(each, /\b(?:KIWOOM|TELEGRAM|SLACK)_[A-Z_]*(?:KEY|TOKEN)\b/g));
    const source = filesIn('src/settings').map(read);
    expect(sorted(names([text]))).toEqual(sorted(names(source)));
  });
});

test('both READMEs have the same headings, examples and tables', () => {
  const shape = (path: string) => ({
    headings: matches(read(path), /^(#+) /gm),
    fences: matches(read(path), /^```(\w+)$/gm),
    rows: matches(read(path), /^(\|)/gm).length,
    bold: matches(read(path), /^(\*\*|- \*\*)/gm),
  });
  expect(shape('README.ko.md')).toEqual(shape('README.md'));
});

describe.each(DOCS)('%s', (path) => {
  const text = read(path);

  test('runs only commands that exist', async () => {
    const run = matches(text, /npm run vigil -- ([a-z]+)/g);
    const scripts = matches(text, /npm (?:run )?([a-z:]+)/g).filter((word) => word !== 'run');
    const known = [...Object.keys(JSON.parse(read('package.json')).scripts), 'ci'];
    expect(scripts.filter((word) => !known.includes(word))).toEqual([]);
    const commands = await cliCommands();
    expect(run.filter((word) => !commands.includes(word))).toEqual([]);
  });

  test('leads to files that are there', () => {
    const links = matches(text, /\]\((?!http)([^)]+)\)/g).map((to) => join(dirname(path), to));
    const paths = matches(text, /`((?:src|test|docs|config)\/[\w./-]*)/g);
    const missing = [...links, ...paths].filter(
      (to) => statSync(join(ROOT, to), { throwIfNoEntry: false }) === undefined,
    );
    expect(missing).toEqual([]);
  });

  test('names source files that are there', () => {
    const files = [...filesIn('src'), ...filesIn('test')].map((file) => `/${file}`);
    const named = matches(text, /`([\w./-]+\.ts)`/g);
    expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
  });
});

test('the map has every room of src/', () => {
  const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const map = read('docs/architecture.md');
  expect(rooms.filter((room) => !map.includes(`\`${room}/\``))).toEqual([]);
});

test('the picture is small', () => {
  const { size } = statSync(join(ROOT, 'docs/alert.png'));
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThan(300_000);
});

/** The commands as `vigil --help` lists them. */
async function cliCommands(): Promise<string[]> {
  let help = '';
  const io = { env: {}, out: (text: string) => void (help += text), exit: () => {} };
  await runProgram(['--help'], io as unknown as Io);
  const [, list = ''] = help.split('Commands:\n');
  return matches(list, /^ {2}([a-z]+)/gm).filter((name) => name !== 'help');
}
