/** From a value to pixels. */
export type Scale = (value: number) => number;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `to` may lie above `from` in pixels. A range without extent is its own middle. */
export function linear(values: Range, pixels: Range): Scale {
  const extent = values.to - values.from;
  const middle = (pixels.from + pixels.to) / 2;
  return (value) =>
    extent === 0
      ? middle
      : pixels.from + ((value - values.from) / extent) * (pixels.to - pixels.from);
}

/** The step of 1, 2 or 5 times a power of ten that gives at most so many parts; whole, if 1 or more. */
function roundStep(extent: number, most: number): number {
  const least = extent / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10;
  return Math.max(1, factor * power);
}

/** Round whole values inside a range, about `most` of them. */
export function ticks({ from, to }: Range, most: number): readonly number[] {
  if (to <= from) return [from];
  const step = roundStep(to - from, most);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => (first + index) * step);
}

const HOUR_MS = 3_600_000;
/** Minutes between two labels of a time axis. */
const TIME_STEPS = [5, 10, 15, 30, 60, 120] as const;

/** Round times of day inside a range, at most `most` of them; hours of Korea are whole in UTC too. */
export function timeTicks({ from, to }: Range, most: number): readonly number[] {
  const minutes = TIME_STEPS.find((each) => (to - from) / (each * 60_000) <= most) ?? 240;
  const step = minutes * 60_000;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => (first + index) * step);
}

/** The range made larger so that it begins and ends with a half hour, and is an hour at least. */
export function halfHours({ from, to }: Range): Range {
  const half = HOUR_MS / 2;
  const begin = Math.floor(from / half) * half;
  return { from: begin, to: Math.max(Math.ceil(to / half) * half, begin + HOUR_MS) };
}
