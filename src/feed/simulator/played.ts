import type { ScheduledVi } from './market-day.ts';
import { historyRow, type Row } from './rows.ts';
import type { Stamps } from './vi-frames.ts';

const MOST_PLAYED = 2_000;

/** What was played so far, as ka10054 tells it. */
export function createPlayed() {
  const played = new Map<ScheduledVi, Stamps>();
  const added: Row[] = [];
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
  };
}
