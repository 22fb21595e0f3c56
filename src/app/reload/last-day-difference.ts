import type { Clock } from '../../platform/clock.ts';
import { inSlices, nextTurn, type Sliced } from '../../platform/in-slices.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { EventRows } from '../../store/store.ts';
import type { ViEvent } from '../../vi/event.ts';
import type { Day } from '../../vi/kst.ts';

/** How many alerts the rules make of these events: one for each event and channel. */
function* alertsOf(rules: RuleSet, events: readonly ViEvent[]): Sliced<number> {
  let alerts = 0;
  for (const event of events) {
    yield;
    if (rules.standingMute(event) !== undefined) continue;
    alerts += new Set(rules.match(event).flatMap(({ notify }) => notify)).size;
  }
  return alerts;
}

/** So many are read in a moment. */
const EVENTS_AT_ONCE = 100;

/** The day's events, read page by page, so that nothing else has to wait for them. */
async function eventsOn(rows: EventRows, day: Day): Promise<readonly ViEvent[]> {
  const events: ViEvent[] = [];
  for (let after = 0; ;) {
    const page = await rows.eventsOn(day, { after, most: EVENTS_AT_ONCE });
    events.push(...page.map(({ event }) => event));
    const last = page.at(-1);
    if (last === undefined || page.length < EVENTS_AT_ONCE) return events;
    after = last.id;
    await nextTurn();
  }
}

/** Two sets of rules, and the day on which one takes the place of the other. */
interface Change {
  readonly before: RuleSet;
  readonly after: RuleSet;
  readonly today: Day;
}

/**
 * How many alerts more (or, negative, fewer) the new rules would have made of the last day before
 * today that has events; `undefined` when there is none.
 */
export async function lastDayDifference(
  {
    store: { rows },
    clock,
  }: { readonly store: { readonly rows: EventRows }; readonly clock: Clock },
  { before, after, today }: Change,
): Promise<number | undefined> {
  const day = await rows.lastDayBefore(today);
  if (day === undefined) return undefined;
  const events = await eventsOn(rows, day);
  const now = await inSlices(clock, alertsOf(after, events));
  return now - (await inSlices(clock, alertsOf(before, events)));
}
