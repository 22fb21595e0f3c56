import type { Clock } from '../../platform/clock.ts';
import { dayNearest, dayOf, instantOf, type EpochMs, type TimeOfDay } from '../../vi/kst.ts';
import type { ScheduledVi } from './market-day.ts';
import { minuteBars, type Halt } from './minute-bars.ts';
import { historyRow, type Row } from './rows.ts';
import { SIMULATED_STOCKS } from './simulated-stock.ts';
import type { Stamps } from './vi-frames.ts';

const MOST_PLAYED = 2_000;

/** So long it has traded calmly when the first one is told. */
const CALM_MS = 60 * 60_000;

function haltOf({ price }: ScheduledVi, { trigger, release }: Stamps, now: EpochMs): Halt {
  const at = (time: TimeOfDay): EpochMs => instantOf(dayNearest(time, now), time);
  return { from: at(trigger), until: release === undefined ? undefined : at(release), price };
}

/** What was played so far, as ka10054 and ka10080 tell it. */
export function createPlayed(clock: Clock) {
  const began = clock.now();
  const played = new Map<ScheduledVi, Stamps>();
  const added: Row[] = [];
  const minutesOf = (code: string, now: EpochMs): readonly Row[] => {
    const stock = SIMULATED_STOCKS.find((each) => each.code === code);
    const from = Math.max(began - CALM_MS, instantOf(dayOf(now), '00:00:00'));
    const halts = [...played]
      .filter(([vi]) => vi.stock.code === code)
      .map(([vi, stamps]) => haltOf(vi, stamps, now));
    return stock === undefined ? [] : minuteBars(stock, halts, { from, until: now });
  };
  return {
    /** A row of an interruption that was told to nobody. */
    add: (row: Row): void => void added.push(row),
    note(vi: ScheduledVi, stamps: Stamps): void {
      played.set(vi, stamps);
      const [oldest] = played.keys();
      if (played.size > MOST_PLAYED && oldest !== undefined) played.delete(oldest);
    },
    /** Newest first. */
    rows: (): readonly Row[] =>
      [...added, ...[...played].map(([vi, stamps]) => historyRow(vi, stamps))].toReversed(),
    /** The minutes of a stock, newest first; none of one that is not of this market. */
    minutes: (code: string): readonly Row[] => minutesOf(code, clock.now()),
  };
}
