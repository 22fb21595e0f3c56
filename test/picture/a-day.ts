import type { Bar } from '../../src/vi/bar.ts';
import type { DayPicture, StockPicture } from '../../src/picture/picture.ts';
import { instantOf } from '../../src/vi/kst.ts';

const DAY = '2026-11-20';
const at = (time: string): number => instantOf(DAY, time);

export const aDay = (given: Partial<DayPicture> = {}): DayPicture => ({
  is: 'day',
  day: DAY,
  now: at('11:05:10'),
  fired: [
    { at: at('09:00:05'), direction: 'up' },
    { at: at('09:04:59'), direction: 'down' },
    { at: at('09:05:00'), direction: 'up' },
    { at: at('09:05:01'), direction: undefined },
  ],
  busiest: [{ name: '형지I&C', up: 2, down: 1, unknown: 1 }],
  outcomes: { sent: 2, merged: 0, muted: 1, other: 0 },
  ...given,
});

export const aStock = (given: Partial<StockPicture> = {}): StockPicture => ({
  is: 'stock',
  code: '117580',
  name: '대성에너지',
  day: DAY,
  now: at('11:05:10'),
  bands: [
    { from: at('10:02:01'), until: at('10:04:14'), direction: 'up' },
    { from: at('11:01:10'), until: undefined, direction: 'down' },
  ],
  ...given,
});

export const BARS: readonly Bar[] = Array.from({ length: 120 }, (_, minute) => ({
  at: at('09:00:00') + minute * 60_000,
  open: 8_800 + minute,
  high: 8_830 + minute,
  low: 8_790 + minute,
  close: 8_800 + ((minute * 7) % 40),
  volume: 1_000 + minute,
}));
