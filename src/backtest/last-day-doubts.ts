import { capacity } from '../deliver/capacity.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rule, RuleSet } from '../rules/rule.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { ViEvent } from '../vi/event.ts';
import { timeOf, type Day, type EpochMs } from '../vi/kst.ts';
import { limitsOf } from './answering-channel.ts';

/** Something about a rule that a recorded day makes look unmeant. */
export interface Doubt {
  readonly rule: string;
  readonly message: string;
}

/** A day as rules see it, and the channels that would carry what matches. */
export interface LastDay {
  readonly day: Day;
  readonly events: readonly ViEvent[];
  readonly rules: RuleSet;
  readonly channels: readonly ChannelSettings[];
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;
/** Fewer matches in common may be chance. */
const FEWEST_TOGETHER = 5;

type Matches = ReadonlyMap<Rule, readonly ViEvent[]>;

/** What each rule matched and no standing mute hides. */
function matchesOf({ events, rules }: LastDay): Matches {
  const matched = events
    .filter((event) => rules.standingMute(event) === undefined)
    .flatMap((event) => rules.match(event).map((rule) => ({ rule, event })));
  const byRule = Map.groupBy(matched, ({ rule }) => rule);
  return new Map([...byRule].map(([rule, all]) => [rule, all.map(({ event }) => event)]));
}

interface Minute {
  readonly from: EpochMs;
  readonly count: number;
}

/** The minute from which on the most of these came. */
function busiestMinute(events: readonly ViEvent[]): Minute {
  const times = events.map(({ heardAt }) => heardAt).toSorted((a, b) => a - b);
  let next = 0;
  return times.reduce<Minute>(
    (most, from, index) => {
      while ((times[next] ?? Infinity) < from + MINUTE_MS) next += 1;
      return next - index > most.count ? { from, count: next - index } : most;
    },
    { from: 0, count: 0 },
  );
}

/** More in a minute than a channel carries: without a limit of its own the rest is merged. */
function overloads(
  { day, channels, clock }: LastDay,
  rule: Rule,
  events: readonly ViEvent[],
): readonly Doubt[] {
  if (rule.limit !== undefined) return [];
  const { from, count } = busiestMinute(events);
  return channels
    .filter(({ name }) => rule.notify.includes(name))
    .map((channel) => ({
      name: channel.name,
      most: capacity(limitsOf(channel, clock).post, 'alert', MINUTE_MS),
    }))
    .filter(({ most }) => count > most)
    .map(({ name, most }) => ({
      rule: rule.name,
      message:
        `On ${day} it matched ${events.length} times, ${count} of them in the minute from ` +
        `${timeOf(from)}: \`${name}\` carries ${most} messages a minute, so digests merge the rest`,
    }));
}

/** Rules that matched the very same events, each told of the first of them. */
function twins({ day }: LastDay, matches: Matches): readonly Doubt[] {
  const firsts = new Map<string, Rule>();
  return [...matches].flatMap(([rule, events]): readonly Doubt[] => {
    if (events.length < FEWEST_TOGETHER) return [];
    const key = JSON.stringify(
      events.map(({ stock, triggerTime, kind, venue, event }) => [
        stock,
        triggerTime,
        kind,
        venue,
        event,
      ]),
    );
    const first = firsts.get(key);
    firsts.set(key, first ?? rule);
    if (first === undefined) return [];
    const message = `On ${day} it matched the same ${events.length} events as \`${first.name}\``;
    return [{ rule: rule.name, message }];
  });
}

/** What the last recorded day says about the rules, in their order of matching. */
export function lastDayDoubts(lastDay: LastDay): readonly Doubt[] {
  const matches = matchesOf(lastDay);
  const over = [...matches].flatMap(([rule, events]) => overloads(lastDay, rule, events));
  return [...over, ...twins(lastDay, matches)];
}
