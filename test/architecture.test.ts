import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { options, ...ruleSet } = await extractConfig(join(ROOT, '.dependency-cruiser.cjs'));

async function cruised(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], { ...options, ruleSet, validate: true, baseDir });
  if (typeof output === 'string') throw new TypeError(output);
  return output;
}

/** Every file of src/, with its text. */
async function sources(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(join(ROOT, 'src'), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(ts|cjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
  const texts = await Promise.all(paths.map((path) => readFile(join(ROOT, path), 'utf8')));
  return new Map(paths.map((path, at) => [path, texts[at]!]));
}

const files = await sources();

/** The files outside `allowed` whose code, not its comments, matches. */
function naming(pattern: RegExp, allowed: RegExp): string[] {
  return [...files]
    .filter(([path]) => !allowed.test(path))
    .filter(([, text]) => pattern.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
    .map(([path]) => path);
}

describe('imports', () => {
  test('go one way', async () => {
    const { summary } = await cruised(ROOT);
    expect(
      summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ).toEqual([]);
  });

  test('are seen in every file', async () => {
    const { modules } = await cruised(ROOT);
    const seen = new Set(modules.map(({ source }) => source));
    expect([...files.keys()].filter((path) => !seen.has(path))).toEqual([]);
  });
});

describe('an import that is forbidden is found', () => {
  let house: string;
  beforeEach(async () => {
    house = await mkdtemp(join(tmpdir(), 'vigil-house-'));
  });
  afterEach(() => rm(house, { recursive: true, force: true }));

  async function build(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  }

  test.each([
    ['src/vi/a.ts', "import { b } from 'B';", 'src/platform/b.ts', 'the nouns import nothing'],
    ['src/vi/a.ts', "import { b } from 'B';", 'node:fs', 'the nouns import nothing'],
    ['src/feed/a.ts', "import { b } from 'B';", 'src/alert/b.ts', 'a stage imports no other stage'],
    [
      'src/feed/a.ts',
      "import type { b } from 'B';",
      'src/alert/b.ts',
      'a stage imports no other stage',
    ],
    [
      'src/feed/a.ts',
      "import { type b } from 'B';",
      'src/alert/b.ts',
      'a stage imports no other stage',
    ],
    ['src/feed/a.ts', "await import('B');", 'src/alert/b.ts', 'a stage imports no other stage'],
    ['src/feed/a.ts', "export { b } from 'B';", 'src/alert/b.ts', 'a stage imports no other stage'],
    [
      'src/platform/a.ts',
      "import { b } from 'B';",
      'src/store/store.ts',
      'the ground knows no stage',
    ],
    ['src/web/a.ts', "import { b } from 'B';", 'src/app.ts', 'only the top knows the whole'],
    ['src/app.ts', "import { b } from 'B';", 'src/cli/b.ts', 'the app knows no command'],
    ['src/app.ts', "import { b } from 'B';", 'test/b.ts', 'the program needs no test and no tool'],
    ['src/app.ts', "import { b } from 'B';", 'src/missing', 'every import leads somewhere'],
  ])('%s: %s with %s', async (from, statement, to, rule) => {
    const isFile = to.endsWith('.ts');
    const specifier = to.includes(':') ? to : `${'../'.repeat(from.split('/').length - 1)}${to}`;
    await build(from, `${statement.replace('B', specifier)}\nexport const a = 1;\n`);
    if (isFile) await build(to, 'export const b = 1;\n');

    const { summary } = await cruised(house);

    expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
  });

  test('two files in a circle', async () => {
    await build('src/feed/a.ts', "import type { B } from './b.ts';\nexport type A = B;\n");
    await build('src/feed/b.ts', "import type { A } from './a.ts';\nexport type B = A;\n");
    const { summary } = await cruised(house);
    expect(summary.violations.map((violation) => violation.rule.name)).toContain('no circle');
  });

  test('and a port file is open to every stage', async () => {
    await build(
      'src/web/a.ts',
      "import type { Store } from '../store/store.ts';\nexport type A = Store;\n",
    );
    await build('src/store/store.ts', 'export type Store = 1;\n');
    const { summary } = await cruised(house);
    expect(summary.violations).toEqual([]);
  });
});

describe('doors', () => {
  test('only main.ts names the process', () => {
    const pattern = /\bprocess\s*(\?\.|[.[])|['"](node:)?process['"]/;
    expect(naming(pattern, /^src\/(main\.ts|launch\.cjs)$/)).toEqual([]);
  });

  test('only platform/ asks what time it is', () => {
    expect(
      naming(/\bnew Date\(\s*\)|\bDate\.now\b|[^\w.]Date\(\s*\)/, /^src\/(platform\/|launch\.cjs)/),
    ).toEqual([]);
  });
});

describe('docstrings', () => {
  // What any stage may import: the ground, the nouns among it, and the ports.
  const open = ruleSet.forbidden!.flatMap((rule) =>
    rule.name === 'a stage imports no other stage' && 'to' in rule ? rule.to.pathNot! : [],
  );
  const shared = [...files].filter(([path]) => new RegExp(open.join('|')).test(path));

  /** The exports without a docstring right above; a list of words and their type may be plain. */
  const bare = (text: string): string[] =>
    text
      .split('\n')
      .filter((line, at, all) => /^export (?!type \{)\w/.test(line) && !all[at - 1]?.endsWith('*/'))
      .filter((line) => !/^export (const [A-Z_]+ = \[|type \w+ = \(typeof )/.test(line));

  test('stand above every export that all stages may import', () => {
    const found = shared.flatMap(([path, text]) => bare(text).map((line) => `${path}: ${line}`));
    expect(found).toEqual([]);
  });

  test('are looked for in the nouns and in the ports', () => {
    const paths = shared.map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['src/vi/event.ts', 'src/store/store.ts']));
    expect(paths).not.toContain('src/app.ts');
  });

  test('are missed where there is none', () => {
    const text = "export const A = ['a'];\n/** B. */\nexport type B = 1;\nexport const c = 2;";
    expect(bare(text)).toEqual(['export const c = 2;']);
  });
});

describe('files', () => {
  test('have at most 200 lines', () => {
    const long = [...files].filter(([, text]) => text.trimEnd().split('\n').length > 200);
    expect(long.map(([path]) => path)).toEqual([]);
  });

  const lists = [...files.keys()].filter((path) => path.endsWith('/index.ts'));
  test.each(lists.map((path) => [path]))('%s lists its whole folder', (list) => {
    const neighbours = [...files.keys()].filter(
      (path) => dirname(path) === dirname(list) && path !== list,
    );
    const missing = neighbours.filter(
      (path) => !files.get(list)!.includes(`'.${path.slice(dirname(list).length)}'`),
    );
    expect(missing).toEqual([]);
  });
});
