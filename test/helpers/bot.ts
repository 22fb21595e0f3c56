import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { loadConfiguration } from '../../src/configuration.ts';
import type { Programme } from '../../src/feed/simulator/programme.ts';
import { createSimulator, type Simulator } from '../../src/feed/simulator/simulator.ts';
import { sleep, systemClock, type Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { configFolder } from '../../src/yaml/config-folder.ts';
import { runCommand, type CommandEnd } from './bot-cli.ts';
import { chatOf, type Platforms, type Shown } from './bot-chats.ts';
import { clockAt } from './clock-at.ts';
import { fakeSlack } from './fake-slack.ts';
import { fakeTelegram } from './fake-telegram.ts';
import { viFrame, type Vi } from './frames.ts';

/** A group, where 20 messages a minute are allowed. */
export const GROUP = -1001;
export const CHANNEL = 'C0DESK';

const CHANNELS = `
  phone: { telegram: { chat: ${GROUP} } }
  desk: { slack: { channel: ${CHANNEL} } }
  screen: { console: {} }
`;

/** The same chats for stories that are not about limits: what a platform allows, they may pass. */
export const FAST_CHANNELS = `
  phone: { telegram: { chat: ${GROUP} }, limits: 100/1s }
  desk: { slack: { channel: ${CHANNEL} }, limits: 100/1s }
  screen: { console: {} }
`;
export const FAST = { channels: FAST_CHANNELS, limits: false } as const;

/** How long a story may take on a machine that does other things, too. */
export const PATIENT = { timeout: 60_000 } as const;

/** Who may do what, by their ids in Telegram and Slack. */
export const PEOPLE = {
  admin: { telegram: 11, slack: 'U0ADMIN' },
  operator: { telegram: 22, slack: 'U0OPERATOR' },
  viewer: { telegram: 33, slack: 'U0VIEWER' },
  stranger: { telegram: 44, slack: 'U0STRANGER' },
} as const;

const EVERY_VI = `
  - { name: 모든 VI, when: { all: true }, notify: [phone, desk] }
`;

/** The VI that closes a story (expect-nothing-else.ts). */
export const LAST = { stock: '999990', name: '마지막' } as const;
export const LAST_RULE = '끝';

export const STARTED = /^✅ Vigil 시작: 규칙 \d+개, 채널 \d+개$/;
const WATCHING = '✅ VI 감시 중';

export interface BotOptions {
  /** The list under `rules:`. */
  readonly rules?: string;
  /** What stands under `watchlists:` and `mutes:` in `rules.yaml`, as whole sections. */
  readonly lists?: string;
  /** What stands under `channels:`. */
  readonly channels?: string;
  /** Further lines of `vigil.yaml`. */
  readonly more?: string;
  readonly clock?: Clock;
  readonly programme?: Programme;
  /** Whether the platforms enforce their limits; yes unless told. */
  readonly limits?: boolean;
  /** What is wrong with the broker before the bot starts; it is then not waited for. */
  readonly broken?: (simulator: Simulator) => void;
}

export interface Bot extends Platforms {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly settings: Settings;
  /** The store of the running bot. */
  readonly store: () => Store;
  /** What went to the log, `msg` and data. */
  readonly logged: readonly { readonly msg: string; readonly data: Record<string, unknown> }[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Sends frames as the broker does. */
  push(...frames: readonly string[]): void;
  /** Something fires now; gives what was told, for `release`. */
  fire(stock: string, name: string, more?: Partial<Vi>): Vi;
  /** It is released now. */
  release(vi: Vi): void;
  chat(channel: string): readonly Shown[];
  /** `posted ⇒ edited` of each message, the bot's own start left out. */
  histories(channel: string): readonly string[];
  /** Looks again and again until it holds; fails, saying what the chats show, after `ms`. */
  until(what: string, holds: () => boolean | Promise<boolean>, ms?: number): Promise<void>;
  /** The channel's messages are these, at last. */
  shows(channel: string, histories: readonly string[], ms?: number): Promise<void>;
  /** Runs a command of `vigil` on this bot's folder. */
  vigil(...args: readonly string[]): Promise<CommandEnd>;
  /** `vigil export`, row by row. */
  ledger(): Promise<readonly ExportedRow[]>;
  /** Asks the web page. */
  page(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** How often it was started. */
  starts(): number;
  /** What would have ended the process. */
  readonly crashes: readonly unknown[];
}

/** One line of `vigil export`. */
export type ExportedRow = Readonly<Record<string, string | null>>;

function writeConfig(folder: string, options: BotOptions): void {
  const { rules = EVERY_VI, lists = '', channels = CHANNELS, more = '' } = options;
  const people = Object.entries(PEOPLE)
    .filter(([role]) => role !== 'stranger')
    .map(
      ([role, { telegram, slack }]) =>
        `  - { name: ${role}, telegram: ${telegram}, slack: ${slack}, role: ${role} }`,
    );
  const names = [...channels.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  const vigil = [
    'feed: { source: kiwoom }',
    `channels:${channels}`,
    ...(/^operator:/m.test(more) || !names.includes('screen') ? [] : ['operator: screen']),
    'people:',
    ...people,
    `store: { url: "file://${folder}/data/vigil.db" }`,
    'web: { listen: "127.0.0.1:0" }',
    more,
  ].join('\n');
  const last = `  - { name: ${LAST_RULE}, when: { stock: "${LAST.stock}" }, notify: [${names.join(', ')}] }`;
  writeFileSync(join(folder, 'vigil.yaml'), vigil);
  writeFileSync(join(folder, 'rules.yaml'), `${lists}\nrules:${rules}${last}\n`);
}

/**
 * The whole bot as `vigil run` starts it, on a folder of its own, between a broker and chat
 * platforms of this machine: every byte goes over real sockets and into a real ledger. It watches
 * when this resolves, and everything is closed when the test ends.
 */
export async function openBot(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  options: BotOptions = {},
): Promise<Bot> {
  const { clock = clockAt('10:00:00'), limits = true, programme } = options;
  const folder = mkdtempSync(join(tmpdir(), 'vigil-timeline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const telegram = await fakeTelegram({ limits });
  onTestFinished(() => telegram.close());
  const slack = await fakeSlack({ limits });
  onTestFinished(() => slack.close());
  const simulator = await createSimulator({
    clock,
    pageSize: 1_000,
    ...(programme === undefined ? {} : { programme }),
  });
  onTestFinished(() => simulator.close());
  writeConfig(folder, options);

  const env = {
    KIWOOM_APP_KEY: 'app-key',
    KIWOOM_SECRET_KEY: 'secret-key',
    KIWOOM_REST_URL: simulator.restUrl,
    KIWOOM_WS_URL: simulator.wsUrl,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  const loaded = loadConfiguration(configFolder(folder), env);
  expect([...loaded.settingsFaults, ...loaded.rulesFaults]).toEqual([]);
  const settings = loaded.settings!;
  const rules = loaded.rules!;

  const printed: string[] = [];
  const logged: { msg: string; data: Record<string, unknown> }[] = [];
  const crashes: unknown[] = [];
  let starts = 0;
  let running: { readonly app: App; readonly store: Store } | undefined;

  const platforms: Platforms = { telegram, slack, printed };
  const settingsOf = (channel: string) => settings.channels.find(({ name }) => name === channel)!;
  const chat = (channel: string): readonly Shown[] => chatOf(settingsOf(channel), platforms);
  const isOwn = (channel: string, history: string): boolean =>
    channel === settings.operator && (STARTED.test(history) || history === WATCHING);
  const histories = (channel: string): readonly string[] =>
    chat(channel)
      .map(({ history }) => history)
      .filter((history) => !isOwn(channel, history) && !history.includes(LAST.name));

  const seen = (): string =>
    settings.channels
      .map(({ name }) => `${name}:\n  ${histories(name).slice(-12).join('\n  ')}`)
      .concat(logged.slice(-5).map((line) => JSON.stringify(line)))
      .join('\n');
  const until: Bot['until'] = async (what, holds, ms = 10_000) => {
    const deadline = systemClock.elapsed() + ms;
    while (!(await holds())) {
      if (systemClock.elapsed() > deadline) throw new Error(`never came: ${what}\n${seen()}`);
      // What may take long is not looked at so often: looking costs the bot its time.
      await sleep(systemClock, ms > 10_000 ? 25 : 5);
    }
  };
  const vigil: Bot['vigil'] = (...args) => runCommand([...args, '--config', folder], env, clock);
  const ledger: Bot['ledger'] = async () =>
    (await vigil('export')).out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ExportedRow);

  const count = (channel: string, wanted: string): number =>
    chat(channel).filter(({ history }) => history === wanted).length;
  const start = async (): Promise<void> => {
    const store = await openStore(settings.store.path);
    const log: Log = (_, msg, data = {}) => void logged.push({ msg, data });
    const parts = {
      settings,
      rules,
      store,
      clock,
      log,
      configuration: loaded,
      environment: env,
      random: () => 0,
      colour: false,
      out: (text: string) => void printed.push(text),
      crash: (fault: unknown) => void crashes.push(fault),
    };
    const app = await startApp(parts);
    running = { app, store };
    starts += 1;
    if (options.broken !== undefined) return;
    await until('watching', () => count(settings.operator, WATCHING) === starts);
    await until('the stock list', () => existsSync(join(folder, 'data/kiwoom-stocks.json')));
    await until('Slack to listen', () => slack.sockets() === 1);
  };
  const stop = async (): Promise<void> => {
    const stopped = running;
    running = undefined;
    await stopped?.app.stop();
    await stopped?.store.close();
  };
  onTestFinished(stop);

  const push = (...frames: readonly string[]): void => frames.forEach(simulator.sendRaw);
  const fire: Bot['fire'] = (stock, name, more = {}) => {
    const vi = { stock, name, trigger: timeOf(clock.now()), ...more };
    push(viFrame(vi));
    return vi;
  };
  const release = (vi: Vi): void => push(viFrame({ ...vi, release: timeOf(clock.now()) }));

  options.broken?.(simulator);
  await start();
  return {
    ...platforms,
    simulator,
    clock,
    settings,
    store: () => running!.store,
    logged,
    start,
    stop,
    push,
    fire,
    release,
    chat,
    histories,
    until,
    shows: (channel, wanted, ms) =>
      until(
        `${channel} to show\n  ${wanted.join('\n  ')}`,
        () => JSON.stringify(histories(channel)) === JSON.stringify(wanted),
        ms,
      ),
    vigil,
    ledger,
    async page(path) {
      const port = logged.findLast(({ data }) => 'port' in data)?.data['port'];
      const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`);
      return { status: answer.status, text: await answer.text() };
    },
    starts: () => starts,
    crashes,
  };
}
