import { follow, move } from '../../src/app/outlets.ts';
import type { Channel } from '../../src/channel/channel.ts';
import type { Dispatch } from '../../src/deliver/dispatch-state.ts';
import { startDispatch, take, wake } from '../../src/deliver/dispatch.ts';
import type { Heard } from '../../src/deliver/accept.ts';
import { sleep } from '../../src/platform/clock.ts';
import type { RuleSet } from '../../src/rules/rule.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { LedgerRow } from '../../src/store/obligation.ts';
import type { Store, StoredEpisode } from '../../src/store/store.ts';
import type { Mute } from '../../src/vi/mute.ts';
import { channelSettings } from '../helpers/dispatch-desk.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { openChats, type Chats, type Request } from './chats.ts';
import { mortalChannel, mortalClock, mortalStore, newLife, type Life, type Notes } from './life.ts';
import { seeded, type Random } from './random.ts';
import { FINAL_STOCKS, scenarioOf, type ChannelPlan, type Scenario } from './scenario.ts';
import { log, violate } from './story.ts';
import { truthWriter } from './truth.ts';
import { watchAnswer, watchRequest } from './watch.ts';

export interface Violation {
  readonly check: string;
  readonly detail: string;
}

/** Something the exchange did, and whether the ledger has it. */
export interface Fact {
  readonly heard: (now: number) => Heard;
  committed: boolean;
}

/** What one process of the bot may be given instead: defects are planted here. */
export interface Planted {
  readonly store?: (store: Store) => Store;
  readonly channel?: (channel: Channel, clock: FakeClock) => Channel;
  readonly plan?: (plan: ChannelPlan) => ChannelPlan;
  readonly writer?: typeof truthWriter;
  readonly dispatched?: (dispatch: Dispatch) => void;
  readonly scenario?: (scenario: Scenario) => Scenario;
}

export interface LifeSpan {
  readonly from: number;
  to: number;
}

export interface World {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly planted: Planted;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly chats: Chats;
  readonly notes: Notes;
  readonly rules: RuleSet;
  readonly facts: Fact[];
  readonly episodes: Map<string, StoredEpisode>;
  readonly mutes: { readonly mute: Mute; endedAt: number }[];
  readonly violations: Violation[];
  readonly spans: LifeSpan[];
  readonly replies: { readonly channel: string; readonly asked: number; answered: number }[];
  /** How obligations ended, as seen from time to time. */
  readonly endings: Map<string, string>;
  readonly story: string[];
  readonly chatIds: Map<string, string>;
  life: Life;
  dispatch: Dispatch | undefined;
  downFor: number;
}

export const FINAL_RULE = 'final';

const rulesOf = ({ rules, channels }: Scenario): RuleSet =>
  ruleSet([
    ...rules.map(({ stocks, events, venue, ...one }) => ({
      ...one,
      test: (event: { stock: string; event: 'trigger' | 'release'; venue: string | undefined }) =>
        stocks.includes(event.stock) &&
        events.includes(event.event) &&
        (!venue || event.venue === 'krx'),
    })),
    {
      ...rule({ name: FINAL_RULE, notify: channels.map(({ name }) => name) }),
      test: ({ stock, event }) => FINAL_STOCKS.includes(stock) && event === 'trigger',
    },
  ]);

export async function newWorld(seed: number, planted: Planted): Promise<World> {
  const random: Random = seeded(seed);
  const scenario = (planted.scenario ?? ((same) => same))(scenarioOf(random.fork()));
  const clock = fakeClock();
  const story: string[] = [];
  const world: World = {
    seed,
    scenario,
    planted,
    clock,
    store: await openStore(':memory:'),
    chats: openChats({
      clock,
      random: random.fork(),
      scenario,
      log: (line) => log(world, line),
    }),
    notes: { attempts: new Map(), ready: new Map(), retries: [] },
    rules: rulesOf(scenario),
    facts: [],
    episodes: new Map(),
    mutes: [],
    violations: [],
    spans: [],
    replies: [],
    endings: new Map(),
    story,
    chatIds: new Map(scenario.channels.map(({ name }) => [name, `test:${name}`])),
    life: newLife(0),
    dispatch: undefined,
    downFor: 0,
  };
  return world;
}

const damaged = (world: World, plan: ChannelPlan): ChannelPlan =>
  world.planted.plan?.(plan) ?? plan;

function channelOf(world: World, life: Life, plan: ChannelPlan): Channel {
  const { chats, planted, clock } = world;
  const watched = {
    check: chats.check,
    async request(name: string, request: Request) {
      const attempt = watchRequest(world, plan, request);
      const answer = await chats.request(name, request);
      if (!life.isDead()) watchAnswer(world, plan[request.op], answer, attempt);
      return answer;
    },
  };
  const channel = mortalChannel(damaged(world, plan), `test:${plan.name}`, life, watched);
  return planted.channel?.(channel, clock) ?? channel;
}

function moved(world: World, store: Store, channel: Channel, to: string): void {
  const crash = (): void => undefined;
  move({ store, crash }, () => undefined, channel, to);
  world.chatIds.set(channel.name, to);
}

/** Hands the ledger what it has not got: what was heard, and what a crash or a gap swallowed. */
export async function hear(world: World): Promise<void> {
  const { dispatch, life } = world;
  if (dispatch === undefined) return;
  for (;;) {
    const batch = world.facts.filter(({ committed }) => !committed);
    if (batch.length === 0) return;
    await take(
      dispatch,
      batch.map(({ heard }) => heard(world.clock.now())),
    );
    if (life.isDead()) return;
    batch.forEach((fact) => void (fact.committed = true));
  }
}

async function live(world: World, life: Life): Promise<void> {
  const { clock, planted, rules, scenario } = world;
  const mortal = mortalStore(world.store, life, clock, world.notes);
  const store = planted.store?.(mortal) ?? mortal;
  const channels = scenario.channels.map((plan) => channelOf(world, life, plan));
  await follow({ store }, channels);
  for (const { name, chat } of channels) world.chatIds.set(name, chat);
  const dispatch = await startDispatch({
    clock: mortalClock(clock, life),
    store,
    writer: planted.writer ?? truthWriter,
    outlets: scenario.channels.map((plan, n) => {
      const { name, usefulFor, digestAfter, fallback } = damaged(world, plan);
      const settings = channelSettings(name, { usefulFor, digestAfter, fallback });
      return { channel: channels[n]!, settings };
    }),
    operator: scenario.channels[0]?.name ?? '',
    rules: () => rules,
    moved: (channel, to) => moved(world, store, channel, to),
    crash(fault) {
      const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      violate(world, 'no-fault', text);
      life.die();
    },
  });
  world.dispatch = dispatch;
  planted.dispatched?.(dispatch);
  await hear(world);
}

/** One process after the other, as a supervisor starts them. */
export async function supervise(world: World): Promise<never> {
  for (let number = 1; ; number += 1) {
    const life = newLife(number);
    const span = { from: world.clock.elapsed(), to: Infinity };
    world.life = life;
    world.spans.push(span);
    world.notes.ready.clear();
    log(world, `== process ${number} starts`);
    await Promise.race([
      life.died,
      live(world, life).then(
        () => life.died,
        (fault: unknown) => {
          violate(world, 'no-fault', fault instanceof Error ? (fault.stack ?? '') : String(fault));
          life.die();
        },
      ),
    ]);
    world.dispatch = undefined;
    span.to = world.clock.elapsed();
    log(world, `== process ${number} died, next in ${world.downFor} ms`);
    await sleep(world.clock, world.downFor);
  }
}

export const nudge = ({ dispatch }: World): void => {
  if (dispatch !== undefined) wake(dispatch);
};

/** The ledger's key of an obligation, from what the ledger's line says. */
export const keyOf = (row: LedgerRow): string =>
  [row.stock, row.trigger_time, row.event, row.rule, row.channel].join('/');

/** Looks at all endings: what has ended stays as it is. */
export async function inspect(world: World): Promise<readonly LedgerRow[]> {
  const rows = await world.store.rows.ledger({});
  for (const row of rows) {
    const key = keyOf(row);
    const before = world.endings.get(key);
    if (before !== undefined && before !== row.outcome)
      violate(world, 'settled', `${key} was ${before}, is ${row.outcome}`);
    if (row.outcome !== 'waiting') world.endings.set(key, row.outcome);
  }
  return rows;
}
