import type { RuleSet } from '../../rules/rule.ts';
import type { EventRows } from '../../store/store.ts';
import type { ViEvent } from '../../vi/event.ts';
import type { Day } from '../../vi/kst.ts';

/** How many alerts the rules make of these events: one for each event and channel. */
const alertsOf = (rules: RuleSet, events: readonly ViEvent[]): number =>
  events
    .filter((event) => rules.standingMute(event) === undefined)
    .map((event) => new Set(rules.match(event).flatMap(({ notify }) => notify)).size)
    .reduce((sum, channels) => sum + channels, 0);

/**
 * How many alerts more (or, negative, fewer) the new rules would have made of the last day before
 * today that has events; `undefined` when there is none.
 */
export async function lastDayDifference(
  rows: EventRows,
  before: RuleSet,
  after: RuleSet,
  today: Day,
): Promise<number | undefined> {
  const day = await rows.lastDayBefore(today);
  if (day === undefined) return undefined;
  const events = (await rows.eventsOn(day)).map(({ event }) => event);
  return alertsOf(after, events) - alertsOf(before, events);
}
