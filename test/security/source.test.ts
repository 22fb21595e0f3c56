import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const source = join(ROOT, 'src');

/** The code of src/ without its comments. */
const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|cjs)$/.test(file))
  .map((file) => ({
    file,
    code: readFileSync(join(source, file), 'utf8')
      .replaceAll(/^import type [^;]*;$/gm, '')
      .replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

const filesWith = (pattern: RegExp): readonly string[] =>
  sources
    .filter(({ code }) => pattern.test(code))
    .map(({ file }) => file)
    .toSorted();

describe('the source', () => {
  test.each([
    ['evaluates a text', /\beval\s*\(|\bnew Function\b|\bFunction\s*\(|node:vm|['"]vm['"]/, []],
    [
      'starts a program, but the launcher',
      /child_process|node:cluster/,
      ['built.cjs', 'launch.cjs'],
    ],
    [
      'starts a thread, but the one that reads changed rules',
      /worker_threads/,
      ['app/reload/read-thread.ts', 'app/reload/reader.ts', 'app/reload/thread-parts.ts'],
    ],
    [
      'imports what a variable names, but the launcher',
      /\b(?:import|require)\((?!\s*['"])/,
      ['launch.cjs'],
    ],
    ['takes a pattern from a user', /new RegExp\((?!`|PLAIN)/, []],
    ['turns the checks of certificates off', /rejectUnauthorized|NODE_TLS_REJECT/, []],
    [
      'listens, but the page and the simulator',
      /createServer\(/,
      ['feed/simulator/simulator.ts', 'web/serve-web.ts'],
    ],
  ] as const)('%s: nowhere', (_what, pattern, but) => {
    expect(filesWith(pattern)).toEqual(but);
  });

  test('opens the network at few doors', () => {
    const network =
      /from '(undici|ws|telegraf|node-fetch|@slack\/[\w-]+|node:(http|https|net|tls|dgram|dns|http2))'/;
    expect(filesWith(network)).toEqual([
      'channel/connected-agent.ts',
      'channel/slack/quiet-logger.ts',
      'channel/slack/read-answer.ts',
      'channel/slack/slack-client.ts',
      'channel/slack/slack-fetch.ts',
      'channel/slack/slack-session.ts',
      'channel/telegram/hear-updates.ts',
      'channel/telegram/transport.ts',
      'feed/kiwoom/line.ts',
      'feed/simulator/simulator.ts',
      'feed/simulator/socket-side.ts',
      'platform/http.ts',
      'web/allowed-host.ts',
      'web/serve-web.ts',
    ]);
  });
});

interface Locked {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

describe('the packages', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  const production = locked.filter(([, { dev }]) => dev !== true);

  test('that the program needs run nothing when they are installed', () => {
    expect(production.length).toBeGreaterThan(20);
    const scripted = production.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(scripted.map(([path]) => path)).toEqual([]);
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  test('are the ones that were tested, wherever they come from', () => {
    const loose = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(locked.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
  });

  test('that the program needs are fewer than 120', () => {
    expect(production.length).toBeLessThan(120);
  });
});
