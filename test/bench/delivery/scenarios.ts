import { pause } from '../../helpers/process.ts';
import { timeOf } from '../../../src/vi/kst.ts';
import {
  closeChats,
  openChats,
  type Chats,
  type Contestant,
  type Entry,
  type Vi,
} from './contestant.ts';
import { CHATS, isShown, measure, type ChatFigures, type Fired } from './measure.ts';

export interface Scenario {
  readonly name: string;
  readonly count: number;
  /** Over which the burst is spread. */
  readonly ms: number;
  /** Whether the program is killed in the middle and started again, with a mute set before. */
  readonly kill: boolean;
  /** How long after the first of the burst the first one ends, or later: when all are shown. */
  readonly endsAfterMs: number;
  /** The longest look at the chats after the last one was fired, and again after the last end. */
  readonly watchMs: number;
}

export interface Result {
  readonly scenario: string;
  readonly name: string;
  readonly setting: string;
  readonly chats: Readonly<Record<string, ChatFigures>>;
  /** After a kill: whether the mute still held in the group. */
  readonly muteHeld: boolean | undefined;
}

const POLL_MS = 100;
const MUTED = '999999';

const viOf = (n: number): Vi => ({
  stock: String(100_000 + n),
  name: `종목${String(n).padStart(3, '0')}호`,
  time: timeOf(Date.now()),
});

interface Run {
  readonly chats: Chats;
  readonly contestant: Contestant;
}

/** Fires numbers `from` to `to`, evenly; each is handed over before the next. */
async function fire(
  { contestant }: Run,
  from: number,
  to: number,
  everyMs: number,
): Promise<readonly Fired[]> {
  const fired: Fired[] = [];
  const began = Date.now();
  for (let n = from; n < to; n += 1) {
    await pause(Math.max(0, began + (n - from) * everyMs - Date.now()));
    const vi = viOf(n);
    fired.push({ vi, at: Date.now() });
    await contestant.fire(vi);
  }
  await pause(everyMs);
  return fired;
}

/** What both chats show when all is shown, or when time is up. */
async function watch(
  { chats }: Run,
  fired: readonly Fired[],
  { ms, released }: { readonly ms: number; readonly released: boolean },
): Promise<void> {
  const deadline = Date.now() + ms;
  const isDone = (): boolean =>
    CHATS.every((chat) => {
      const figures = measure(chats, chat, fired);
      return (released ? figures.released : figures.shown) === figures.of;
    });
  while (!isDone() && Date.now() < deadline) await pause(POLL_MS);
}

async function burst(run: Run, scenario: Scenario): Promise<readonly Fired[]> {
  const { count, ms, endsAfterMs, watchMs } = scenario;
  const ends = Date.now() + endsAfterMs;
  const fired = await fire(run, 0, count, ms / count);
  await watch(run, fired, { ms: watchMs, released: false });
  await pause(Math.max(0, ends - Date.now()));
  for (const { vi } of fired) {
    await run.contestant.release(vi);
    await pause(ms / count);
  }
  await watch(run, fired, { ms: watchMs, released: true });
  return fired;
}

interface Killed {
  readonly fired: readonly Fired[];
  readonly muteHeld: boolean;
}

async function killed(run: Run, { count, ms, watchMs }: Scenario): Promise<Killed> {
  const { contestant, chats } = run;
  await contestant.mute(MUTED);
  // What a program saves each second is saved now.
  await pause(1_500);
  const before = await fire(run, 0, count / 2, ms / count);
  await contestant.kill();
  await contestant.start();
  const muted = { ...viOf(0), stock: MUTED, name: '음소거종목' };
  await contestant.fire(muted);
  const fired = [...before, ...(await fire(run, count / 2, count, ms / count))];
  await watch(run, fired, { ms: watchMs, released: false });
  return { fired, muteHeld: !isShown(chats, 'telegram', muted) };
}

/** One program through one scenario, with chats and a folder of its own. */
export async function play(entry: Entry, scenario: Scenario): Promise<Result> {
  const chats = await openChats();
  const contestant = await entry.open(chats);
  const run = { chats, contestant };
  try {
    await contestant.start();
    const { fired, muteHeld } = scenario.kill
      ? await killed(run, scenario)
      : { fired: await burst(run, scenario), muteHeld: undefined };
    const figures = CHATS.map((chat) => [chat, measure(chats, chat, fired)] as const);
    const { name, setting } = entry;
    return { scenario: scenario.name, name, setting, chats: Object.fromEntries(figures), muteHeld };
  } finally {
    await contestant.close();
    await closeChats(chats);
  }
}
