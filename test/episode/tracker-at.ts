import { createTracker } from '../../src/episode/tracker.ts';
import type { TrackerOutput } from '../../src/episode/tracked-episode.ts';
import type { Reading } from '../../src/vi/event.ts';
import { instantOf, type EpochMs } from '../../src/vi/kst.ts';
import type { Stock } from '../../src/vi/stock.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

export const DAY = '2026-11-20';
export const at = (time: string, day = DAY): EpochMs => instantOf(day, time);

const samsung: Stock = {
  code: '005930',
  name: '삼성전자',
  market: 'kospi',
  type: 'stock',
  nxt: true,
};
const sunny: Stock = {
  code: '109670',
  name: '씨싸이트',
  market: 'kosdaq',
  type: 'stock',
  nxt: false,
};
const STOCKS = new Map([samsung, sunny].map((stock) => [stock.code, stock]));

/** A copy of one static VI of 삼성전자 at 09:05:00. */
export const copyOf = (copy: Reading['copy'], given: Partial<Reading> = {}): Reading => ({
  copy,
  stock: '005930',
  name: undefined,
  kind: 'static',
  direction: 'up',
  market: 'kosdaq',
  triggerTime: '09:05:00',
  releaseTime: undefined,
  price: 67_000,
  reference: { static: 60_800, dynamic: undefined },
  deviation: { static: 10.2, dynamic: undefined },
  change: 10.2,
  count: 1,
  volume: 5063,
  turnover: 19_000_000,
  unknown: {},
  ...given,
});
export const released = (copy: Reading['copy'], releaseTime = '09:07:11'): Reading =>
  copyOf(copy, { releaseTime });

/** A tracker on a clock of its own, and what it told. */
export function trackerAt(start = at('09:05:00'), stocks = STOCKS) {
  const clock = fakeClock(start);
  const told: TrackerOutput[] = [];
  const tracker = createTracker({
    clock,
    stocks: () => stocks,
    tell: (outputs) => told.push(...outputs),
  });
  return {
    clock,
    told,
    tracker,
    hear: (...readings: readonly Reading[]) => {
      for (const reading of readings) tracker.hear(reading, clock.now(), 'feed');
    },
    words: () => told.map(wordsOf),
  };
}

function wordsOf(output: TrackerOutput): string {
  const venue = output.episode.venue ?? 'unknown';
  return output.is === 'event' ? `${output.event.event} ${venue}` : `${output.is} ${venue}`;
}
