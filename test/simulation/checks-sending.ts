import type { LedgerRow } from '../../src/store/obligation.ts';
import { isTold, shownIn, telling, type Check, type Evidence, type Hit } from './evidence.ts';
import type { Attempt } from './life.ts';
import { wasDeleted } from './watch.ts';
import { keyOf } from './world.ts';

const isDoubtful = ({ state }: Attempt): boolean => state === 'unknown' || state === 'sending';

const tells = ({ said }: Attempt, event: number): boolean =>
  said?.is === 'draft' && said.entries.some((entry) => entry.event === event);

/** A message in place of a deleted one is as doubtful as that was: its first copy may still stand. */
const inheritsDoubt = ({ world, attempts }: Evidence, { said, messageId, channel }: Attempt) =>
  said?.is === 'draft' &&
  said.entries
    .filter(({ event }) => wasDeleted(world, channel, event))
    .some(({ event }) =>
      attempts.some(
        (other) =>
          other.op === 'post' &&
          other.channel === channel &&
          other.messageId < messageId &&
          isDoubtful(other) &&
          tells(other, event),
      ),
    );

/** What one message's attempts do wrong. */
function badRepeats(
  evidence: Evidence,
  message: number,
  attempts: readonly Attempt[],
): readonly string[] {
  const taken = attempts.filter(({ state }) => state === 'accepted');
  const late = attempts.slice(attempts.findIndex(({ state }) => state === 'accepted') + 1);
  const marks = attempts.flatMap((attempt, at) => {
    const { said } = attempt;
    if (said?.is !== 'draft') return [];
    const doubt = attempts.slice(0, at).some(isDoubtful) || inheritsDoubt(evidence, attempt);
    return said.repeat === doubt ? [] : [`message ${message}: marked ${said.repeat}`];
  });
  return [
    ...(taken.length === 1 && late.length > 0 ? [`message ${message} went out again`] : []),
    ...(taken.length > 1 ? [`message ${message} was accepted twice`] : []),
    ...(attempts.filter(isDoubtful).length > 2 ? [`message ${message} was thrice in doubt`] : []),
    ...marks,
  ];
}

const mayHaveArrived = ({ attempt: { state } }: Hit): boolean =>
  state === 'accepted' || state === 'unknown' || state === 'sending';

/** An obligation that may have arrived in one message goes out in no other. */
function inTwoMessages({ world }: Evidence, hits: readonly Hit[]): readonly string[] {
  const first = hits.find(mayHaveArrived);
  if (first === undefined) return [];
  const { attempt, entry, key } = first;
  const other = hits.find(
    (hit) => hit.attempt.id > attempt.id && hit.attempt.messageId !== attempt.messageId,
  );
  if (other === undefined || wasDeleted(world, attempt.channel, entry.event)) return [];
  return [`${key} went out in messages ${attempt.messageId} and ${other.attempt.messageId}`];
}

/** copies(m) <= 1 + re-sends after ambiguous attempts, those <= 1, each marked. */
export const copies: Check = (evidence) => {
  const messages = new Set(evidence.hits.map(({ attempt }) => attempt.messageId));
  // Those whose request never left are in doubt too: their process died before it could know.
  const posts = evidence.attempts.filter(
    ({ op, messageId }) => op === 'post' && messages.has(messageId),
  );
  return [
    ...[...Map.groupBy(posts, ({ messageId }) => messageId)].flatMap(([message, attempts]) =>
      badRepeats(evidence, message, attempts),
    ),
    ...[...Map.groupBy(evidence.hits, ({ key }) => key).values()].flatMap((hits) =>
      inTwoMessages(evidence, hits),
    ),
  ];
};

/** What the messages of a chat told when they came, or say in the end. */
const sightsOf = (evidence: Evidence, channel: string, when: 'first' | 'said') =>
  shownIn(evidence, channel)
    .filter(({ deleted, spoiled }) => !deleted && !(spoiled && when === 'said'))
    .map((shown) => shown[when])
    .flatMap((said) =>
      telling(said).flatMap(({ event, rules }) =>
        rules.map((rule) => ({
          key: `${channel} ${event} ${rule}`,
          marked: said.is === 'draft' && said.repeat,
        })),
      ),
    );

/** The chats themselves: nobody sees anything three times, nor twice without a mark. */
export const seenTwice: Check = (evidence) =>
  evidence.scenario.channels.flatMap(({ name }) =>
    (['first', 'said'] as const).flatMap((when) =>
      [...Map.groupBy(sightsOf(evidence, name, when), ({ key }) => key)]
        .filter(([, all]) => all.length > 2 || all.filter(({ marked }) => !marked).length > 1)
        .map(([key, all]) => `${key} is shown ${all.length} times (${when})`),
    ),
  );

/** The priority under which an event's place in the order is checked; `undefined`: it has none. */
function rankOf({ world, eventOf }: Evidence, { entry, rule, attempt }: Hit): string | undefined {
  const stored = eventOf.get(entry.event);
  const matched = stored === undefined ? [] : world.rules.match(stored.event);
  const priorities = new Set(matched.map(({ priority }) => priority));
  // A venue that is named later may raise its priority then.
  if (stored?.event.venue === undefined) return undefined;
  const isFirst = matched.some(({ name }) => name === rule);
  const apart = matched.some(({ limit }) => limit !== undefined);
  if (!isFirst || apart || priorities.size !== 1) return undefined;
  if (wasDeleted(world, attempt.channel, entry.event)) return undefined;
  return `${attempt.channel} ${[...priorities].join('')}`;
}

/** Per destination and priority, first acceptance follows the order of events. */
export const order: Check = (evidence) => {
  const { scenario, hits } = evidence;
  const standIns = new Set(scenario.channels.map(({ fallback }) => fallback));
  const firsts = new Map<string, Hit>();
  for (const hit of hits) {
    const { attempt, entry } = hit;
    if (attempt.state !== 'accepted' || standIns.has(attempt.channel)) continue;
    const one = `${attempt.channel} ${entry.event}`;
    if (!firsts.has(one)) firsts.set(one, hit);
  }
  const ranked = Map.groupBy(firsts.values(), (hit) => rankOf(evidence, hit) ?? '');
  ranked.delete('');
  return [...ranked].flatMap(([rank, all]) => outOfOrder(rank, all));
};

function outOfOrder(rank: string, hits: readonly Hit[]): readonly string[] {
  let last = 0;
  return [...Map.groupBy(hits, ({ attempt }) => attempt.id).values()].flatMap((together) => {
    const numbers = together.map(({ entry }) => entry.event);
    const bad = numbers.filter((number) => number < last);
    const before = last;
    last = Math.max(last, ...numbers);
    return bad.map((number) => `${rank}: event ${number} after ${before}`);
  });
}

/** A clock that stepped and a crash together hide from the next process what a window still holds. */
export const windows: Check = ({ world, scenario: { steps, crashes } }) =>
  steps.length > 0 && crashes.length > 0 ? [] : world.chats.broken;

const timesOf = (rows: readonly LedgerRow[]): readonly number[] =>
  rows.map(({ at }) => at).toSorted((a, b) => a - b);

/** One rule, one chat, one stock, within its cooldown. */
function badCooldowns(rows: readonly LedgerRow[], length: number): readonly string[] {
  const times = timesOf(rows.filter(isTold));
  const close = times.filter((time, at) => at > 0 && time - (times[at - 1] ?? 0) < length);
  const causeless = rows.filter(
    ({ outcome, reason, at }) =>
      outcome === 'suppressed' &&
      reason?.includes('same message') !== true &&
      !times.some((time) => time <= at && at - time < length),
  );
  return [
    ...close.map((time) => `${rows[0] && keyOf(rows[0])} was told again at ${time}`),
    ...causeless.map((row) => `${keyOf(row)} is suppressed by nothing`),
  ];
}

/** Within a cooldown nothing is told twice, and nothing is suppressed without one. */
export const cooldown: Check = ({ world, scenario, rows }) => {
  if (scenario.steps.length > 0) return [];
  return world.rules.rules.flatMap(({ name, cooldown: told }) => {
    const own = rows.filter(({ rule }) => rule === name);
    const length = told === 'until-close' ? Infinity : (told ?? 0);
    const chats = Map.groupBy(own, ({ channel, stock }) => `${channel} ${stock}`);
    return [...chats.values()].flatMap((all) => badCooldowns(all, length));
  });
};

/** No rule sends more single messages than its limit, where it alone asked for them. */
export const limit: Check = ({ world, scenario, rows }) => {
  if (scenario.steps.length > 0) return [];
  const events = Map.groupBy(rows, (row) => keyOf({ ...row, rule: '' }));
  const alone = [...events.values()].filter(({ length }) => length === 1).flat();
  return world.rules.rules.flatMap(({ name, notify, limit: rate }) =>
    notify.flatMap((channel) => {
      const own = alone.filter((row) => row.rule === name && row.channel === channel);
      const times = timesOf(own.filter(({ outcome }) => outcome === 'sent'));
      const inside = (at: number): number =>
        times.filter((time) => rate !== undefined && time > at - rate.ms && time <= at).length;
      return times
        .filter((at) => rate !== undefined && inside(at) > rate.count)
        .map((at) => `${name} sent ${inside(at)} to ${channel} before ${at}`);
    }),
  );
};
