import { notify } from '../../src/deliver/notify.ts';
import type { Heard } from '../../src/deliver/accept.ts';
import type { StoredEpisode } from '../../src/store/store.ts';
import type { Venue, ViEvent } from '../../src/vi/event.ts';
import { dayOf, timeOf } from '../../src/vi/kst.ts';
import type { MuteTarget } from '../../src/vi/mute.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { checkAll } from './checks.ts';
import { FINAL_STOCKS, STOCKS, type MutePlan, type TriggerPlan } from './scenario.ts';
import { log } from './story.ts';
import { reply } from './truth.ts';
import {
  hear,
  inspect,
  newWorld,
  nudge,
  supervise,
  type Planted,
  type Violation,
  type World,
} from './world.ts';

const MINUTE = 60_000;
const GIVEN_UP_MS = 210_000;

interface Action {
  readonly at: number;
  readonly act: () => unknown;
}

/** A fact: heard by whoever lives, and by the next process where nobody does. */
function tell(world: World, heard: (now: number) => Heard): void {
  let made: Heard | undefined;
  // What was heard once says the same when it is handed over again.
  world.facts.push({ heard: (now) => (made ??= heard(now)), committed: false });
  hear(world).catch(() => undefined);
}

function change(world: World, id: string, to: Partial<StoredEpisode>): StoredEpisode | undefined {
  const before = world.episodes.get(id);
  if (before === undefined) return undefined;
  const after = { ...before, ...to };
  world.episodes.set(id, after);
  return after;
}

interface Interruption {
  readonly id: string;
  readonly event: ViEvent;
}

/** An interruption fires. */
function fire(
  world: World,
  stock: string,
  venue: Venue | undefined,
  late: number,
): Interruption | undefined {
  const now = world.clock.now();
  const [day, triggerTime] = [dayOf(now - late), timeOf(now - late)];
  const id = [day, stock, triggerTime].join('/');
  if (world.episodes.has(id)) return undefined;
  const event = viEvent({ stock, name: stock, day, triggerTime, venue, kind: 'static' });
  const key = { day, stock, triggerTime, kind: 'static', venue } as const;
  const episode: StoredEpisode = { id, ...key, state: 'active', releaseTime: undefined };
  world.episodes.set(id, episode);
  log(world, `feed ${stock} fires${venue === undefined ? ', venue unknown' : ''}`);
  tell(world, (heardAt) => ({ is: 'event', event: { ...event, heardAt }, episode }));
  return { id, event };
}

function end(world: World, { id, event }: Interruption): void {
  const releaseTime = timeOf(world.clock.now());
  const before = world.episodes.get(id);
  if (before?.state !== 'active' || releaseTime <= before.triggerTime) return;
  const episode = change(world, id, { state: 'released', releaseTime });
  if (episode === undefined) return;
  log(world, `feed ${event.stock} is released`);
  const release = { ...event, event: 'release', releaseTime, venue: episode.venue } as const;
  tell(world, (heardAt) => ({ is: 'event', event: { ...release, heardAt }, episode }));
}

function giveUp(world: World, { id }: Interruption): void {
  if (world.episodes.get(id)?.state !== 'active') return;
  const episode = change(world, id, { state: 'unconfirmed' });
  if (episode !== undefined) tell(world, () => ({ is: 'unconfirmed', episode }));
}

function name(world: World, { id, event }: Interruption): void {
  const episode = change(world, id, { venue: 'krx' });
  if (episode === undefined) return;
  log(world, `feed ${event.stock} is on krx`);
  tell(world, () => ({ is: 'named', episode, sinceLast: undefined }));
}

function copy(world: World, { id, event }: Interruption): void {
  const episode = world.episodes.get(id);
  if (episode !== undefined)
    tell(world, (heardAt) => ({ is: 'event', event: { ...event, heardAt }, episode }));
}

function actionsOf(world: World, plan: TriggerPlan): readonly Action[] {
  const { at, stock, venue, namedAfter, releasedAfter = GIVEN_UP_MS, copies, late } = plan;
  let fired: Interruption | undefined;
  const then = (act: (world: World, one: Interruption) => void) => () => fired && act(world, fired);
  const all: Action[] = [
    { at, act: () => void (fired = fire(world, stock, venue, late)) },
    { at: at + releasedAfter, act: then(plan.releasedAfter === undefined ? giveUp : end) },
  ];
  if (venue === undefined && namedAfter < releasedAfter)
    all.push({ at: at + namedAfter, act: then(name) });
  if (copies > 1) all.push({ at: at + 300, act: then(copy) });
  return all;
}

function targetOf({ scenario }: World, { target, which }: MutePlan): MuteTarget {
  if (target === 'all') return { is: 'all' };
  if (target === 'rule') return { is: 'rule', name: `rule-${which % scenario.rules.length}` };
  return { is: 'stock', code: STOCKS[which % STOCKS.length] ?? '', name: '' };
}

function muteActions(world: World, plan: MutePlan): readonly Action[] {
  const { scenario, chatIds, store, clock } = world;
  const channel = scenario.channels[plan.which % scenario.channels.length]?.name ?? '';
  let id: number | undefined;
  const add = async (): Promise<void> => {
    const now = clock.now();
    const mute = {
      target: targetOf(world, plan),
      scope: plan.everywhere
        ? ({ is: 'everyone' } as const)
        : ({ is: 'chat', chat: chatIds.get(channel) ?? '' } as const),
      until: now + plan.for,
      untilRelease: plan.untilRelease,
      nextLeft: plan.next,
      reason: undefined,
      by: 'cli',
      createdAt: now,
    };
    id = await store.rows.addMute(mute);
    world.mutes.push({ mute: { id, ...mute }, endedAt: now + plan.for });
    log(world, `mute ${id} of ${JSON.stringify(mute.target)} ${JSON.stringify(mute.scope)}`);
    nudge(world);
  };
  const remove = async (): Promise<void> => {
    if (id === undefined) return;
    await store.rows.endMutes([id], plan.endsEarly === undefined ? 'time' : 'unmuted', clock.now());
    const known = world.mutes.find(({ mute }) => mute.id === id);
    if (known !== undefined) known.endedAt = Math.min(known.endedAt, clock.now());
    log(world, `mute ${id} ends`);
    nudge(world);
  };
  return [
    { at: plan.at, act: add },
    { at: plan.at + Math.min(plan.for, plan.endsEarly ?? Infinity), act: remove },
  ];
}

function ask(world: World, channel: string): void {
  const lane = world.dispatch?.lanes.get(channel);
  if (lane === undefined) return;
  const entry = { channel, asked: world.clock.elapsed(), answered: Infinity };
  world.replies.push(entry);
  lane
    .say(reply(world.replies.length))
    .then(() => void (entry.answered = world.clock.elapsed()))
    .catch(() => undefined);
}

/** No two say the same, so that each can be told from the others. */
function remark(world: World): void {
  const { dispatch, clock } = world;
  if (dispatch !== undefined) notify(dispatch, { is: 'stalled', ms: clock.elapsed() });
}

function agenda(world: World): readonly Action[] {
  const { scenario, clock } = world;
  const { triggers, mutes, crashes, steps, replies, deletions, notices, calmFrom } = scenario;
  const crash = (after: number, downFor: number) => () => {
    world.downFor = downFor;
    const { life } = world;
    life.doom(after);
    clock.after(3_000, () => life.die());
  };
  const minutes = Array.from({ length: Math.floor(calmFrom / MINUTE) }, (_, n) => n * MINUTE);
  return [
    ...triggers.flatMap((plan) => actionsOf(world, plan)),
    ...mutes.flatMap((plan) => muteActions(world, plan)),
    ...crashes.map(({ at, after, downFor }) => ({ at, act: crash(after, downFor) })),
    ...steps.map(({ at, ms }) => ({
      at,
      act() {
        log(world, `the wall clock steps by ${ms} ms`);
        clock.stepWall(ms);
      },
    })),
    ...replies.map(({ at, channel }) => ({ at, act: () => ask(world, channel) })),
    ...notices.map(({ at }) => ({ at, act: () => remark(world) })),
    ...deletions.map(({ at, channel }) => ({ at, act: () => world.chats.deleteLast(channel) })),
    ...minutes.map((at) => ({ at, act: () => inspect(world) })),
  ].toSorted((a, b) => a.at - b.at);
}

async function play(world: World, actions: readonly Action[]): Promise<void> {
  const { clock } = world;
  for (const { at, act } of actions) {
    if (at > clock.elapsed()) await clock.advance(at - clock.elapsed());
    await act();
  }
}

/** All faults are over: nobody is muted, whatever was down is up. */
async function calm(world: World): Promise<void> {
  const { clock, store, scenario } = world;
  if (scenario.calmFrom > clock.elapsed()) await clock.advance(scenario.calmFrom - clock.elapsed());
  await clock.advance(5_000);
  while (world.dispatch === undefined) await clock.advance(1_000);
  log(world, '== all faults are over');
  const open = (await store.rows.openMutes()).map(({ id }) => id);
  await store.rows.endMutes(open, 'unmuted', clock.now());
  for (const known of world.mutes) known.endedAt = Math.min(known.endedAt, clock.now());
  nudge(world);
}

/** Capacity is really used: one alert, then a storm, into free windows. */
async function finale(world: World): Promise<void> {
  const { clock } = world;
  log(world, '== finale');
  await clock.advance(MINUTE);
  const [first = '', ...rest] = FINAL_STOCKS;
  fire(world, first, 'krx', 0);
  await clock.advance(15_000);
  for (const stock of rest) {
    fire(world, stock, 'krx', 0);
    await clock.advance(100);
  }
  await clock.advance(30_000);
}

export interface Result {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly story: readonly string[];
  readonly simulated: number;
}

/** Plays the day of one seed and checks every promise. */
export async function simulate(seed: number, planted: Planted = {}): Promise<Result> {
  const world = await newWorld(seed, planted);
  supervise(world).catch(() => undefined);
  await play(world, agenda(world));
  await calm(world);
  // A closed destination is asked once an hour; its chat has told all by then.
  await world.clock.advance(65 * MINUTE);
  await finale(world);
  await checkAll(world);
  await world.store.close();
  const { violations, story, clock } = world;
  return { seed, violations, story, simulated: clock.elapsed() };
}
