import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSimulator, type Simulator } from '../../src/feed/simulator/simulator.ts';
import { viFrames, type Stamps } from '../../src/feed/simulator/vi-frames.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { LedgerRow } from '../../src/store/obligation.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { fakeSlack, type FakeSlack } from './fake-slack.ts';
import { fakeTelegram, type FakeTelegram } from './fake-telegram.ts';

export const REPOSITORY = new URL('../..', import.meta.url).pathname;
const LAUNCHER = join(REPOSITORY, 'src/launch.cjs');
const POLL_MS = 15;

/** The person who commands the bot, and the private chat with them. */
export const ADMIN = 12_345_678;
export const SLACK_CHANNEL = 'C0123456789';

/** Values no output may ever hold. */
export const SECRETS = {
  KIWOOM_APP_KEY: 'planted-app-key-1a2b3c4d5e6f',
  KIWOOM_SECRET_KEY: 'planted-secret-key-7g8h9i0j',
  TELEGRAM_BOT_TOKEN: '987654321:AAplanted-telegram-token-0123456789',
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_APP_TOKEN: 'xapp-test',
  VIGIL_WEB_TOKEN: 'planted-web-token-k1l2m3n4',
} as const;

const RULES = `rules:
  - { name: 모든 VI, when: { all: true }, notify: [phone, desk] }
`;

const vigilYaml = (port: number): string => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${ADMIN} }, limits: 30/1s }
  desk: { slack: { channel: ${SLACK_CHANNEL} } }
people:
  - { name: 나, telegram: ${ADMIN}, role: admin }
web: { listen: "127.0.0.1:${port}" }
`;

/** How a program ended, and all it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One process of the real program. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  /** Sends the signal; resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The working folder, in place of the premises' own. */
  readonly cwd?: string;
  /** In a process group of its own. */
  readonly detached?: boolean;
}

/** The real program in a folder of its own, between a fake market and fake chats. */
export interface Premises {
  readonly folder: string;
  readonly port: number;
  readonly broker: Simulator;
  readonly telegram: FakeTelegram;
  readonly slack: FakeSlack;
  /** Writes a file of the folder. */
  write(path: string, text: string): Promise<void>;
  /** Starts `vigil ...`. */
  start(args: readonly string[], options?: RunOptions): Running;
  /** Starts any program in the folder, with the environment of the bot. */
  spawn(file: string, args: readonly string[], options?: RunOptions): Running;
  /** Runs `vigil ...` to its end. */
  vigil(...args: readonly string[]): Promise<Ended>;
  /** Starts the bot and waits until it watches. */
  watch(options?: RunOptions): Promise<Running>;
  /** Whether the bot's own page says that it watches and can write. */
  isReady(): Promise<boolean>;
  /** What `export --format jsonl` prints. */
  ledger(): Promise<readonly LedgerRow[]>;
  close(): Promise<void>;
}

/** Looks until it sees something, within a deadline. */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  ms = 20_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await pause(POLL_MS);
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Below the ports that systems hand out by themselves, and each test process in a range of its own. */
let lastPort = 20_000 + (process.pid % 400) * 25;

/** A port that nobody else takes while its bot is dead: between a kill and the next start. */
async function freePort(): Promise<number> {
  for (;;) {
    lastPort += 1;
    const server = createServer().listen(lastPort, '127.0.0.1');
    const isFree = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]);
    server.close();
    if (isFree) return lastPort;
  }
}

function running(child: ChildProcess): Running {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  return {
    child,
    ended,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  } catch {
    return false;
  }
}

const readLedger = (text: string): readonly LedgerRow[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerRow);

/** The secrets that a program said, or left in what it keeps: every test of it looks for them. */
async function leaksOf(
  folder: string,
  programs: readonly Running[],
  secrets: readonly string[],
): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const kept = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  const said = programs.flatMap((program) => [program.stdout(), program.stderr()]);
  const texts = [...said, ...(await Promise.all(kept))];
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
}

export interface PremisesOptions {
  readonly vigilYaml?: (port: number) => string;
  readonly rules?: string;
  readonly port?: number;
}

/** The rows of one stock: `005930` is `삼성전자` everywhere else, here it may be anything. */
export interface Interruption {
  readonly stock: string;
  readonly name: string;
  readonly stamps: Stamps;
}

/** An interruption that fires now. */
export const firesNow = (stock: string, name: string): Interruption => ({
  stock,
  name,
  stamps: { trigger: timeOf(Date.now()), release: undefined },
});

/** The same, released now. */
export const releasedNow = ({ stock, name, stamps }: Interruption): Interruption => ({
  stock,
  name,
  stamps: { trigger: stamps.trigger, release: timeOf(Date.now()) },
});

/** The frame of a static rising interruption, as the broker sends its bare copy. */
export const frameOf = ({ stock, name, stamps }: Interruption): string =>
  viFrames(
    {
      at: 0,
      lasts: 0,
      kind: 'static',
      direction: 'up',
      price: 67_000,
      staticReference: 60_800,
      dynamicReference: 0,
      stock: {
        code: stock,
        name,
        market: 'kospi',
        type: 'stock',
        nxt: false,
        close: 60_800,
        turnover: 1_000,
      },
      venue: 'krx',
      count: 1,
      volume: 1_000,
      turnover: 41_200,
      sparse: false,
      copies: [['bare']],
    },
    stamps,
  ).join('');

export async function openPremises(options: PremisesOptions = {}): Promise<Premises> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-process-'));
  const port = options.port ?? (await freePort());
  const broker = await createSimulator({ clock: systemClock });
  const telegram = await fakeTelegram({ token: SECRETS.TELEGRAM_BOT_TOKEN, limits: false });
  const slack = await fakeSlack({ limits: true });
  const programs: Running[] = [];
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    LOG_FORMAT: 'json',
    ...SECRETS,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    KIWOOM_REST_URL: broker.restUrl,
    KIWOOM_WS_URL: broker.wsUrl,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_API_URL: slack.apiUrl,
  };
  const premises: Premises = {
    folder,
    port,
    broker,
    telegram,
    slack,
    async write(path, text) {
      const full = join(folder, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, text);
    },
    spawn(file, args, { cwd = folder, detached = false, ...given } = {}) {
      const child = spawn(file, args, { cwd, detached, env: { ...env, ...given.env } });
      const program = running(child);
      programs.push(program);
      return program;
    },
    start: (args, given) => premises.spawn(process.execPath, [LAUNCHER, ...args], given),
    isReady: () => isReady(port),
    vigil: (...args) => premises.start(args).ended,
    async watch(given) {
      const before = broker.connections();
      const bot = premises.start(['run'], given);
      await eventually(
        `the bot watches:\n${bot.stderr()}`,
        () => bot.child.exitCode !== null || (broker.connections() >= before && isReady(port)),
        30_000,
      );
      if (bot.child.exitCode !== null) throw new Error(`the bot ended:\n${bot.stderr()}`);
      return bot;
    },
    async ledger() {
      const { code, stdout, stderr } = await premises.vigil('export', '--format', 'jsonl');
      if (code !== 0) throw new Error(`export ended with ${code}:\n${stderr}`);
      return readLedger(stdout);
    },
    async close() {
      await Promise.all(programs.map((program) => program.kill('SIGKILL')));
      await Promise.all([broker.close(), telegram.close(), slack.close()]);
      const secrets = [...Object.values(SECRETS), slack.botToken, slack.appToken];
      const leaks = await leaksOf(join(folder, 'data'), programs, secrets);
      await rm(folder, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`said or kept: ${leaks.join(', ')}`);
    },
  };
  await premises.write('config/vigil.yaml', (options.vigilYaml ?? vigilYaml)(port));
  await premises.write('config/rules.yaml', options.rules ?? RULES);
  return premises;
}
