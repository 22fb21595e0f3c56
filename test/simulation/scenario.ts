import type { Window } from '../../src/channel/channel.ts';
import { ON_RELEASE, PRIORITIES } from '../../src/rules/rule.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;

export const STOCKS = Array.from({ length: 12 }, (_, n) => String(100_000 + n * 10));
/** What the last phase is about: no mute, no poison, no rule but one knows it. */
export const FINAL_STOCKS = Array.from({ length: 25 }, (_, n) => String(900_000 + n * 10));

/** How a chat API behaves for a while. */
export type Weather =
  | 'calm'
  /** Lost answers, 5xx, 429, single refusals. */
  | 'flaky'
  /** Nothing is answered. */
  | 'silent'
  /** Nothing can be reached. */
  | 'refusing'
  /** 403. */
  | 'closed'
  /** 401, for the whole platform. */
  | 'token';

export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly is: Weather;
}

export interface ChannelPlan {
  readonly name: string;
  readonly platform: string;
  readonly post: readonly Window[];
  readonly edit: readonly Window[];
  readonly edits: boolean;
  readonly text: number;
  readonly usefulFor: number;
  readonly digestAfter: number;
  readonly fallback: string | undefined;
  readonly latency: number;
  /** What is not covered is calm. */
  readonly spells: readonly Spell[];
  /** When its chat gets a new id. */
  readonly movesAt: number | undefined;
}

export interface RulePlan extends Rule {
  readonly stocks: readonly string[];
  readonly events: readonly ViEvent['event'][];
  readonly venue: boolean;
}

/** Everything that happens under one seed, as data. Instants are ms from the start. */
export interface Scenario {
  readonly channels: readonly ChannelPlan[];
  readonly rules: readonly RulePlan[];
  readonly triggers: readonly TriggerPlan[];
  readonly mutes: readonly MutePlan[];
  readonly crashes: readonly CrashPlan[];
  readonly steps: readonly { readonly at: number; readonly ms: number }[];
  readonly replies: readonly { readonly at: number; readonly channel: string }[];
  /** When somebody deletes the last message of a chat. */
  readonly deletions: readonly { readonly at: number; readonly channel: string }[];
  /** When the bot has something to say for itself. */
  readonly notices: readonly { readonly at: number }[];
  /** Refused unless plain; refused always. */
  readonly poisoned: ReadonlyMap<string, 'plain-works' | 'never'>;
  /** When all faults stop. */
  readonly calmFrom: number;
}

export interface TriggerPlan {
  readonly at: number;
  readonly stock: string;
  /** `undefined`: known only `namedAfter` ms later. */
  readonly venue: 'krx' | undefined;
  readonly namedAfter: number;
  /** ms; `undefined`: never heard, given up after 210 s. */
  readonly releasedAfter: number | undefined;
  readonly copies: number;
  /** How old the news is when it is heard. */
  readonly late: number;
}

export interface MutePlan {
  readonly at: number;
  readonly for: number;
  readonly endsEarly: number | undefined;
  readonly target: 'stock' | 'rule' | 'all';
  readonly which: number;
  readonly everywhere: boolean;
  readonly next: number | undefined;
  readonly untilRelease: boolean;
}

export interface CrashPlan {
  readonly at: number;
  /** How many awaits later it strikes. */
  readonly after: number;
  readonly downFor: number;
}

const perSecond = (scope: string): Window => ({ scope, count: 1, ms: 1_000 });
const bot = (platform: string): Window => ({ scope: `${platform}:bot`, count: 30, ms: 1_000 });

/** ms; the longest one back is not over when all is calm. */
const STEPS = [-7_200_000, -600_000, -5_000, 5_000, 60_000, 600_000] as const;

const KINDS = ['private', 'group', 'slack', 'screen', 'own'] as const;

function windowsOf(
  kind: (typeof KINDS)[number],
  name: string,
): Pick<ChannelPlan, 'platform' | 'post' | 'edit' | 'edits'> {
  const chat = `chat:${name}`;
  const perChat = [perSecond(chat), bot('telegram')];
  const group = [...perChat, { scope: chat, count: 20, ms: MINUTE }];
  const own = [{ scope: chat, count: 4, ms: 20_000 }, bot('telegram')];
  switch (kind) {
    case 'private':
      return { platform: 'telegram', post: perChat, edit: perChat, edits: true };
    case 'group':
      return { platform: 'telegram', post: group, edit: group, edits: true };
    case 'own':
      return { platform: 'telegram', post: own, edit: own, edits: true };
    case 'slack':
      return {
        platform: 'slack',
        post: [perSecond(chat), { scope: 'slack:post', count: 300, ms: MINUTE }],
        edit: [{ scope: 'slack:update', count: 50, ms: MINUTE }],
        edits: true,
      };
    case 'screen':
      return { platform: 'screen', post: [], edit: [], edits: false };
  }
}

function spellsOf(random: Random, until: number): readonly Spell[] {
  if (random.chance(0.4)) return [];
  return Array.from({ length: random.int(1, 4) }, () => {
    const from = random.int(0, until);
    const long = random.chance(0.1) ? 30 * MINUTE : 3 * MINUTE;
    const is = random.pick<Weather>([
      'flaky',
      'flaky',
      'flaky',
      'silent',
      'refusing',
      'closed',
      'token',
    ]);
    return { from, to: Math.min(until, from + random.int(2_000, long)), is };
  });
}

function channelsOf(random: Random, until: number): readonly ChannelPlan[] {
  const names = ['phone', 'desk', 'group', 'wall'].slice(0, random.int(2, 4));
  return names.map((name) => ({
    name,
    ...windowsOf(random.pick(KINDS), name),
    text: random.pick([4_096, 4_096, 400]),
    usefulFor: random.pick([150_000, 150_000, 30_000]),
    digestAfter: random.pick([3_000, 3_000, 1_000]),
    fallback: random.chance(0.3) ? names.find((other) => other !== name) : undefined,
    latency: random.pick([5, 80, 400]),
    spells: spellsOf(random, until),
    movesAt: random.chance(0.1) ? random.int(0, until) : undefined,
  }));
}

function rulesOf(random: Random, channels: readonly string[]): readonly RulePlan[] {
  return Array.from({ length: random.int(1, 4) }, (_, n) => ({
    name: `rule-${n}`,
    notify: channels.filter((_name, at) => at === n % channels.length || random.chance(0.5)),
    priority: random.pick([...PRIORITIES, 'normal', 'normal']),
    cooldown: random.pick([undefined, undefined, 20_000, 600_000, 'until-close' as const]),
    limit: random.pick([undefined, undefined, undefined, { count: 3, ms: MINUTE }]),
    onRelease: random.pick([...ON_RELEASE, 'edit', 'edit']),
    template: undefined,
    note: undefined,
    stocks: random.chance(0.5) ? STOCKS : random.some(STOCKS, 0.6),
    events: random.pick([
      ['trigger'],
      ['trigger'],
      ['trigger'],
      ['release'],
      ['trigger', 'release'],
    ]),
    venue: random.chance(0.2),
  }));
}

function triggerAt(random: Random, at: number): TriggerPlan {
  return {
    at,
    stock: random.pick(['100000', ...STOCKS]),
    venue: random.chance(0.85) ? 'krx' : undefined,
    namedAfter: random.int(500, 20_000),
    releasedAfter: random.chance(0.9) ? random.int(10_000, 180_000) : undefined,
    copies: random.chance(0.15) ? 2 : 1,
    late: random.chance(0.05) ? random.int(5_000, 400_000) : 0,
  };
}

function triggersOf(random: Random, until: number): readonly TriggerPlan[] {
  const lone = Array.from({ length: random.int(3, 20) }, () => random.int(0, until));
  const storms = Array.from({ length: random.int(0, 2) }, () => {
    const from = random.int(0, until);
    const spread = random.pick([1_000, 10_000, MINUTE]);
    return Array.from({ length: random.int(5, 30) }, () => from + random.int(0, spread));
  });
  return [...lone, ...storms.flat()].toSorted((a, b) => a - b).map((at) => triggerAt(random, at));
}

function mutesOf(random: Random, until: number): readonly MutePlan[] {
  return Array.from({ length: random.chance(0.5) ? 0 : random.int(1, 6) }, () => ({
    at: random.int(0, until),
    for: random.int(5_000, 20 * MINUTE),
    endsEarly: random.chance(0.4) ? random.int(1_000, 2 * MINUTE) : undefined,
    target: random.pick(['stock', 'stock', 'rule', 'all']),
    which: random.int(0, 100),
    everywhere: random.chance(0.4),
    next: random.chance(0.2) ? random.int(1, 3) : undefined,
    untilRelease: random.chance(0.2),
  }));
}

function crashesOf(random: Random, until: number): readonly CrashPlan[] {
  return Array.from({ length: random.chance(0.4) ? 0 : random.int(1, 5) }, () => ({
    at: random.int(0, until),
    after: random.int(1, 60),
    downFor: random.chance(0.1) ? random.int(MINUTE, 120 * MINUTE) : random.int(100, 20_000),
  })).toSorted((a, b) => a.at - b.at);
}

/** The scenario of a seed's random numbers. */
export function scenarioOf(random: Random): Scenario {
  const calmFrom = random.int(5, 15) * MINUTE;
  const channels = channelsOf(random.fork(), calmFrom);
  const names = channels.map(({ name }) => name);
  const sometimes = (part: number, most: number) =>
    Array.from({ length: random.chance(part) ? random.int(1, most) : 0 }, () => ({
      at: random.int(0, calmFrom),
      channel: random.pick(['phone', ...names]),
    }));
  return {
    channels,
    rules: rulesOf(random.fork(), names),
    triggers: triggersOf(random.fork(), calmFrom - 1_000),
    mutes: mutesOf(random.fork(), calmFrom),
    crashes: crashesOf(random.fork(), calmFrom),
    steps: random.chance(0.15) ? [{ at: random.int(0, calmFrom), ms: random.pick(STEPS) }] : [],
    replies: sometimes(0.4, 6),
    deletions: sometimes(0.2, 3),
    poisoned: new Map(
      random
        .some(STOCKS, random.chance(0.2) ? 0.2 : 0)
        .map((stock) => [stock, random.chance(0.7) ? 'plain-works' : 'never']),
    ),
    notices: sometimes(0.3, 4),
    calmFrom,
  };
}
