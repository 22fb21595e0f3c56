import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import type { Answer, Channel } from '../../src/channel/channel.ts';
import type { Rows, Store } from '../../src/store/store.ts';
import { overridden } from './life.ts';
import { simulate } from './run.ts';
import { STOCKS, type ChannelPlan, type Scenario } from './scenario.ts';
import { truthWriter } from './truth.ts';
import type { Planted } from './world.ts';

/** The store with some of its methods spoiled, inside transactions too. */
const spoiled = (store: Store, own: (rows: Rows) => Partial<Rows>): Store => ({
  ...store,
  rows: overridden(store.rows, own(store.rows)),
  transaction: (work) => store.transaction((rows) => work(overridden(rows, own(rows)))),
});

const withStore = (own: (rows: Rows) => Partial<Rows>): Planted => ({
  store: (store) => spoiled(store, own),
});

const withAnswers = (change: (answer: Answer) => Answer): Planted => ({
  channel: (channel) => ({
    ...channel,
    get chat() {
      return channel.chat;
    },
    post: async (message, options) => change(await channel.post(message, options)),
  }),
});

const withChannel = (own: (channel: Channel) => Partial<Channel>): Planted => ({
  channel: (channel) => ({
    ...channel,
    get chat() {
      return channel.chat;
    },
    ...own(channel),
  }),
});

const withPlan = (own: (plan: ChannelPlan) => Partial<ChannelPlan>): Planted => ({
  plan: (plan) => ({ ...plan, ...own(plan) }),
});

/** Fair weather, and an alert every few seconds. */
const steady = (scenario: Scenario): Scenario => ({
  ...scenario,
  channels: scenario.channels.map((plan) => ({ ...plan, spells: [], movesAt: undefined })),
  triggers: Array.from({ length: 80 }, (_, n) => ({
    at: n * 2_300,
    stock: STOCKS[n % STOCKS.length] ?? '',
    venue: 'krx',
    namedAfter: 0,
    releasedAfter: 100_000,
    copies: 1,
    late: 0,
  })),
  mutes: [],
  crashes: [],
  steps: [],
  deletions: [],
  poisoned: new Map(),
});

/** The same, with a process that lives for seconds. */
const crashing = (scenario: Scenario): Scenario => ({
  ...steady(scenario),
  crashes: Array.from({ length: 25 }, (_, n) => ({ at: n * 7_000, after: 40, downFor: 50 })),
});

/** The same, with a first channel that is closed for some minutes. */
const closed = (scenario: Scenario): Scenario => {
  const fair = steady(scenario);
  const spell = { from: 60_000, to: 300_000, is: 'closed' } as const;
  const channels = fair.channels.map((plan, n) => ({
    ...plan,
    platform: `platform-${n}`,
    spells: n === 0 ? [spell] : [],
  }));
  return { ...fair, channels };
};

/** Nothing happens, and no chat can be reached when the bot has something to say for itself. */
const unreachable = (scenario: Scenario): Scenario => {
  const spell = { from: 60_000, to: 80_000, is: 'refusing' } as const;
  const fair = steady(scenario);
  const channels = fair.channels.map((plan) => ({ ...plan, spells: [spell] }));
  return { ...fair, channels, triggers: [], notices: [{ at: 61_000 }] };
};

/** What the bot is given in place of the truth, and the check that has to notice. */
const DEFECTS: readonly { title: string; check: string; planted: Planted }[] = [
  {
    title: 'windows are taken for wider than they are',
    check: 'windows',
    planted: withPlan(({ post }) => ({
      post: post.map((window) => ({ ...window, count: window.count * 2 })),
    })),
  },
  {
    title: 'windows are taken for narrower than they are',
    check: 'capacity',
    planted: withPlan(({ post }) => ({ post: post.map((window) => ({ ...window, ms: 40_000 })) })),
  },
  {
    title: 'a 429 is waited for half its time',
    check: 'retry-time',
    planted: withAnswers((answer) =>
      answer.is === 'wait' ? { ...answer, ms: answer.ms / 2 } : answer,
    ),
  },
  {
    title: 'a lost answer counts as not sent',
    check: 'seen-twice',
    planted: withAnswers((answer) =>
      answer.is === 'ambiguous' ? { is: 'not-sent', reason: 'lost' } : answer,
    ),
  },
  {
    title: 'success is not understood',
    check: 'capacity',
    planted: withAnswers((answer) =>
      answer.is === 'accepted' ? { is: 'ambiguous', reason: 'unread' } : answer,
    ),
  },
  {
    title: 'a wrong message id is kept',
    check: 'told',
    planted: withAnswers((answer) =>
      answer.is === 'accepted' ? { is: 'accepted', id: `${answer.id}0` } : answer,
    ),
  },
  {
    title: 'edits never reach the chat',
    check: 'edits',
    planted: withChannel(() => ({ edit: async (id) => ({ is: 'accepted', id }) })),
  },
  {
    title: 'mutes are not read',
    check: 'mute',
    planted: withStore(() => ({ openMutes: async () => [] })),
  },
  {
    title: 'what a crash left in doubt is forgotten',
    check: 'copies',
    planted: withStore(() => ({ openAttempts: async () => [], unansweredPosts: async () => 0 })),
  },
  {
    title: 'an ended obligation is never written down',
    check: 'liveness',
    planted: withStore(() => ({ settle: async () => undefined })),
  },
  {
    title: 'a rule is forgotten when an event is accepted',
    check: 'sum',
    planted: withStore((rows) => ({
      addObligations: (all, at) => rows.addObligations(all.slice(1), at),
    })),
  },
  {
    title: 'a repeat is not marked',
    check: 'copies',
    planted: {
      writer: {
        ...truthWriter,
        compose: (draft, ...rest) => truthWriter.compose({ ...draft, repeat: false }, ...rest),
      },
    },
  },
  {
    title: 'the attempt is written after the request',
    check: 'attempt-first',
    planted: {
      store: (store) => ({
        ...store,
        transaction: (work) =>
          store.transaction((rows) => work(overridden(rows, { openAttempt: async () => 0 }))),
      }),
    },
  },
  {
    title: 'old news is told as news',
    check: 'freshness',
    planted: withPlan(() => ({ usefulFor: 900_000 })),
  },
  {
    title: 'a restart forgets what was told',
    check: 'cooldown',
    planted: withStore(() => ({ told: async () => [] })),
  },
  {
    title: 'a restart forgets what waited',
    check: 'liveness',
    planted: withStore(() => ({ waiting: async () => [] })),
  },
  {
    title: 'a restart forgets what the windows hold',
    check: 'windows',
    planted: { ...withStore(() => ({ recentAttempts: async () => [] })), scenario: crashing },
  },
  {
    title: 'what waits is told last come, first served',
    check: 'order',
    planted: {
      dispatched({ lanes }) {
        for (const { lane } of lanes.values()) {
          let items = lane.state.items;
          Object.defineProperty(lane.state, 'items', {
            get: () => items,
            set(next: typeof items) {
              items = next.toReversed();
            },
          });
        }
      },
    },
  },
  {
    title: 'expired events are in no list',
    check: 'listed',
    planted: {
      dispatched({ lanes }) {
        for (const { lane } of lanes.values())
          Object.defineProperty(lane.state, 'expired', { get: () => [], set: Boolean });
      },
    },
  },
  {
    title: 'a notice that does not arrive is given up',
    check: 'notices',
    planted: {
      dispatched({ lanes }) {
        for (const running of lanes.values()) {
          const { say } = running;
          Object.assign(running, { say: (message: Message) => say(message) });
        }
      },
      scenario: unreachable,
    },
  },
  {
    title: 'the operator is told nothing',
    check: 'operator',
    planted: {
      dispatched: ({ deps }) => void Object.assign(deps, { report: () => undefined }),
      scenario: closed,
    },
  },
];

const MOST_SEEDS = 60;

/** The first seed that breaks this check. */
async function breaking(check: string, planted: Planted): Promise<number | undefined> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { violations } = await simulate(seed, planted);
    if (violations.some((one) => one.check === check)) return seed;
  }
  return undefined;
}

test.each([
  { title: 'fair weather', scenario: steady },
  { title: 'a process that lives for seconds', scenario: crashing },
  { title: 'a closed channel', scenario: closed },
  { title: 'a notice to chats that cannot be reached', scenario: unreachable },
])('$title alone breaks nothing', async ({ scenario }) => {
  for (let seed = 1; seed <= 3; seed += 1)
    expect((await simulate(seed, { scenario })).violations).toEqual([]);
});

describe('the simulation notices when', () => {
  test.each(DEFECTS)(
    '$title ($check)',
    async ({ check, planted }) => {
      expect(await breaking(check, planted)).toBeDefined();
    },
    120_000,
  );
});
