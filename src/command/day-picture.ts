import type { Busy, DayPicture, Outcomes } from '../picture/picture.ts';
import { dayOf } from '../vi/kst.ts';
import type { CommandState, Lived } from './command.ts';
import { interruptionsOf, type Interruption } from './interruptions.ts';

const MOST_STOCKS = 5;

/** An alert that several rules asked for ended as the best of them. */
const BEST_FIRST = ['sent', 'merged', 'muted'] as const;

function busyOf(all: readonly Interruption[], { stocks }: CommandState): Busy {
  const count = (wanted: 'up' | 'down' | undefined): number =>
    all.filter(({ event }) => event.direction === wanted).length;
  const [first] = all;
  const code = first?.event.stock ?? '';
  const name = stocks.get(code)?.name ?? first?.event.name ?? code;
  return { name, up: count('up'), down: count('down'), unknown: count(undefined) };
}

/** The channels that write to this chat; all of them at the command line, which is everywhere. */
const channelsHere = ({ channels, where }: CommandState): ReadonlySet<string> =>
  new Set(
    channels
      .filter(({ chat }) => where.chat === undefined || chat === where.chat)
      .map(({ name }) => name),
  );

function endOf({ rows }: Lived, here: ReadonlySet<string>): keyof Outcomes | undefined {
  const outcomes = rows.filter(({ channel }) => here.has(channel)).map(({ outcome }) => outcome);
  if (outcomes.length === 0) return undefined;
  return BEST_FIRST.find((each) => outcomes.includes(each)) ?? 'other';
}

function outcomesHere(state: CommandState): Outcomes {
  const here = channelsHere(state);
  const ends = state.history.map((lived) => endOf(lived, here));
  const count = (wanted: keyof Outcomes): number => ends.filter((end) => end === wanted).length;
  return {
    sent: count('sent'),
    merged: count('merged'),
    muted: count('muted'),
    other: count('other'),
  };
}

/** The day so far; `undefined` before anything has fired. */
export function dayPicture(state: CommandState): DayPicture | undefined {
  const all = interruptionsOf(state.history);
  if (all.length === 0) return undefined;
  const byStock = [...Map.groupBy(all, ({ event }) => event.stock).values()];
  return {
    is: 'day',
    day: dayOf(state.now),
    now: state.now,
    fired: all.map(({ from, event }) => ({ at: from, direction: event.direction })),
    busiest: byStock
      .toSorted((one, other) => other.length - one.length)
      .slice(0, MOST_STOCKS)
      .map((each) => busyOf(each, state)),
    outcomes: outcomesHere(state),
  };
}
