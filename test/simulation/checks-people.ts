import { instantOf } from '../../src/vi/kst.ts';
import type { Seen, Shown } from './chats.ts';
import { isCalm, isTold, shownIn, type Check, type Evidence } from './evidence.ts';
import { FINAL_STOCKS, type ChannelPlan, type Spell } from './scenario.ts';
import { FINAL_RULE, keyOf } from './world.ts';

const MINUTE = 60_000;

/** Calm channels without windows, that stand in for nobody. */
const freeChannels = ({ scenario }: Evidence): ReadonlySet<string> =>
  new Set(
    scenario.channels
      .filter((plan) => isCalm(scenario, plan) && plan.post.length === 0)
      .filter(({ name }) => scenario.channels.every(({ fallback }) => fallback !== name))
      .map(({ name }) => name),
  );

/** A slow, closed or misconfigured destination delays no other. */
export const isolation: Check = (evidence) => {
  const free = freeChannels(evidence);
  const slow = evidence.hits
    .filter(
      ({ attempt: { channel, said } }) =>
        free.has(channel) && said?.is === 'draft' && said.form === 'alert',
    )
    .map(({ attempt, entry, key }) => {
      const heardAt = evidence.eventOf.get(entry.event)?.event.heardAt ?? 0;
      return { key, waited: attempt.at - heardAt };
    })
    .filter(({ waited }) => waited > 20_000);
  const lost = evidence.rows.filter(
    ({ channel, outcome }) => free.has(channel) && (outcome === 'unknown' || outcome === 'failed'),
  );
  return [
    ...slow.map(({ key, waited }) => `${key} waited ${waited} ms`),
    ...lost.map((row) => `${keyOf(row)} ended ${row.outcome} in fair weather`),
  ];
};

const LONE_MS = 7_000;
const STORM_MS = 12_000;
/** Four messages in 20 s: three digests take that long. */
const NARROW_MS = 30_000;

/** In free windows a lone alert goes at once, and a storm is told within seconds. */
export const capacity: Check = ({ rows, scenario }) => {
  const narrow = new Set(
    scenario.channels
      .filter(({ post }) => post.some(({ count }) => count === 4))
      .map(({ name }) => name),
  );
  return rows
    .filter(({ rule }) => rule === FINAL_RULE)
    .flatMap((row) => {
      const most = narrow.has(row.channel) ? NARROW_MS : STORM_MS;
      const patience = row.stock === FINAL_STOCKS[0] ? LONE_MS : most;
      const waited = row.at - instantOf(row.day, row.trigger_time);
      if (!isTold(row)) return [`${keyOf(row)} ended ${row.outcome}`];
      return waited > patience ? [`${keyOf(row)} waited ${waited} ms`] : [];
    });
};

/** Whether the message owes its readers the truth: it lives, and nothing refused its edits. */
function isKept(
  { world, scenario, rows }: Evidence,
  { id, said, deleted, spoiled, at }: Shown,
): boolean {
  const oldest = Math.max(...world.spans.map(({ from }) => from)) - 179 * MINUTE;
  if (deleted || spoiled || at < oldest || said.is !== 'draft') return false;
  if (said.onRelease !== 'edit' || said.form === 'expired' || said.form === 'release') return false;
  if (said.entries.some(({ stock }) => scenario.poisoned.has(stock))) return false;
  return rows.some((row) => row.message_id === id);
}

/** What the chat shows of an interruption is how it stands. */
export const edits: Check = (evidence) => {
  const { world, scenario, eventOf } = evidence;
  const kept = scenario.channels
    .filter((plan) => plan.edits)
    .flatMap(({ name }) => shownIn(evidence, name).filter((shown) => isKept(evidence, shown)));
  const entries = kept.flatMap(({ id, said }) =>
    said.is === 'draft' ? said.entries.map((entry) => ({ id, ...entry })) : [],
  );
  return entries
    .filter(({ type }) => type === 'trigger')
    .map((entry) => {
      const truth = world.episodes.get(eventOf.get(entry.event)?.episode ?? '')?.state;
      return { ...entry, truth };
    })
    .filter(({ state, truth }) => state !== truth)
    .map(({ id, event, state, truth }) => `${id} says event ${event} is ${state}, not ${truth}`);
};

const REPLY_MS = 70_000;

/** Replies have their share of every window. */
export const replies: Check = ({ world, scenario }) => {
  const calm = new Set(
    scenario.channels.filter((plan) => isCalm(scenario, plan)).map(({ name }) => name),
  );
  return world.replies
    .filter(({ channel, asked, answered }) => calm.has(channel) && answered - asked > REPLY_MS)
    .map(({ channel, asked, answered }) => `a reply in ${channel} took ${answered - asked} ms`);
};

/** Answers after which nobody has it, and it can be asked again. */
const UNTOLD: readonly Seen['answer'][] = [
  'not-sent',
  'destination-down',
  'token-down',
  'moved',
  'wait',
];

/** What the bot says for itself is not given up where it did not arrive. */
export const notices: Check = ({ world, scenario }) => {
  if (scenario.crashes.length > 0) return [];
  const said = world.chats.seen.filter((one) => one.said.is === 'notice');
  return [...Map.groupBy(said, (one) => JSON.stringify(one.said))]
    .filter(([, all]) => UNTOLD.includes(all.at(-1)?.answer))
    .map(([notice, all]) => `${notice} ended ${all.at(-1)?.answer}`);
};

const TOLD_WITHIN_MS = 90_000;

const isAbout = ({ said, answer }: Seen, is: string, channel: string): boolean =>
  answer === 'accepted' &&
  said.is === 'notice' &&
  said.notice.is === is &&
  'channel' in said.notice &&
  said.notice.channel === channel;

/** The first failure of a spell that lasts long enough to be told of. */
const failureIn = ({ world }: Evidence, name: string, { from, to }: Spell): Seen | undefined =>
  world.chats.seen.find(
    ({ channel, at, answer, said }) =>
      channel === name &&
      said.is === 'draft' &&
      at >= from &&
      at < to - TOLD_WITHIN_MS - 5_000 &&
      (answer === 'not-sent' || answer === 'destination-down'),
  );

/** The first of a plan's spells that cover an instant is its weather: what one before it hides may be over sooner. */
const isWhole = (spell: Spell, n: number, spells: readonly Spell[]): boolean =>
  spells.slice(0, n).every(({ from, to }) => to <= spell.from || from >= spell.to);

function untold(evidence: Evidence, { name, spells }: ChannelPlan): readonly string[] {
  const heard = (is: string): readonly Seen[] =>
    evidence.world.chats.seen.filter((one) => isAbout(one, is, name));
  const [paused, back] = [heard('destination-paused'), heard('destination-back')];
  const missed = spells
    .filter(isWhole)
    .filter(({ is }) => is === 'closed' || is === 'refusing')
    .map((spell) => failureIn(evidence, name, spell))
    .filter((failure) => failure !== undefined)
    .filter(
      (failure) =>
        !paused.some(
          ({ at }) =>
            at < failure.at + TOLD_WITHIN_MS &&
            !back.some((end) => end.at > at && end.at < failure.at),
        ),
    );
  // It may be told anew when it fails for another reason; its return ends all of it.
  const unpaired = back.length > paused.length || (back.length === 0) !== (paused.length === 0);
  return [
    ...missed.map(({ at }) => `${name} failed at ${at} and nobody was told in time`),
    ...(unpaired ? [`${name}: paused ${paused.length} times, back ${back.length} times`] : []),
  ];
}

/** The operator hears within 90 s of a destination that fails, and of its return. */
export const operator: Check = (evidence) => {
  const { scenario } = evidence;
  if (scenario.crashes.length + scenario.steps.length > 0) return [];
  return scenario.channels
    .filter(({ name }) =>
      scenario.channels.some((other) => other.name !== name && isCalm(scenario, other)),
    )
    .flatMap((plan) => untold(evidence, plan));
};
