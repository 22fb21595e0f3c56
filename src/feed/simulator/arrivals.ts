import { between, type Random } from './random.ts';

/** An ordinary day of 2026, or 2018-10-29 (market.md). */
export const DAY_KINDS = ['ordinary', 'extreme'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** From 09:00 to the closing auction's end. */
export const DAY_MINUTES = 390;
const MINUTE_MS = 60_000;

/** The first alerts show at once, whatever the seed. */
const FIRST_MS = [800, 1_600, 2_600] as const;

/** Until this minute, so many a minute: a morning has 1 to 1.5, the opening is the peak (market.md). */
const RATES = [
  [10, 3.5],
  [60, 1.5],
  [350, 1.1],
  [380, 1.3],
  [DAY_MINUTES, 0.3],
] as const;

const rateAt = (minute: number): number => RATES.find(([until]) => minute < until)?.[1] ?? 0;

const CUMULATED: readonly number[] = Array.from({ length: DAY_MINUTES }, (_, minute) => minute)
  .map((minute) => (minute === 0 ? 0 : rateAt(minute)))
  .map((_, minute, rates) => rates.slice(0, minute + 1).reduce((sum, rate) => sum + rate, 0));

/** A moment after the first minute, more likely where the rate is high. */
function laterMoment(random: Random): number {
  const target = random() * (CUMULATED.at(-1) ?? 0);
  const minute = CUMULATED.findIndex((sum) => sum > target);
  return (minute + random()) * MINUTE_MS;
}

/** How many in the first minute, and on the whole day (market.md: 480 in 2026, 1,079 on 2018-10-29). */
function sizes(random: Random, kind: DayKind): { opening: number; all: number } {
  if (kind === 'extreme') return { opening: 100, all: 1_079 };
  return {
    opening: Math.round(between(random, 20, 28)),
    all: Math.round(between(random, 465, 495)),
  };
}

/** When interruptions fire, in ms since the opening, in order. */
export function arrivals(random: Random, kind: DayKind): readonly number[] {
  const { opening, all } = sizes(random, kind);
  const early = Array.from({ length: opening - FIRST_MS.length }, () =>
    between(random, 3_000, MINUTE_MS),
  );
  const late = Array.from({ length: all - opening }, () => laterMoment(random));
  return [...FIRST_MS, ...early, ...late].map(Math.floor).toSorted((a, b) => a - b);
}
