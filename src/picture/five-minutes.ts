import type { Fired } from './picture.ts';
import { COLOUR, INNER, MARGIN, SIZE } from './look.ts';
import { halfHours, linear, ticks, type Range, type Scale } from './scale.ts';
import { label, line, rectangle, type Svg } from './svg.ts';
import { timeAxis } from './time-axis.ts';

/** What fired within five minutes. */
export interface Bucket {
  readonly at: number;
  readonly up: number;
  readonly down: number;
  readonly unknown: number;
}

const BUCKET_MS = 5 * 60_000;
/** Room for the numbers of the axis. */
const NUMBERS = 56;

const bucketOf = (at: number): number => Math.floor(at / BUCKET_MS) * BUCKET_MS;

/** The times in which anything fired, five minutes each, in order. */
function bucketsOf(fired: readonly Fired[]): readonly Bucket[] {
  const byTime = Map.groupBy(fired, ({ at }) => bucketOf(at));
  return [...byTime]
    .toSorted(([one], [other]) => one - other)
    .map(([at, all]) => ({
      at,
      up: all.filter(({ direction }) => direction === 'up').length,
      down: all.filter(({ direction }) => direction === 'down').length,
      unknown: all.filter(({ direction }) => direction === undefined).length,
    }));
}

/** From the first to the last one that fired, in half hours. */
const timesOf = (buckets: readonly Bucket[], now: number): Range =>
  halfHours({ from: buckets[0]?.at ?? now, to: Math.max(now, buckets.at(-1)?.at ?? now) });

function columns({ at, up, down, unknown }: Bucket, x: Scale, y: Scale): readonly Svg[] {
  const left = x(at) + 1;
  const width = Math.max(x(at + BUCKET_MS) - x(at) - 2, 2);
  const column = (from: number, to: number, fill: string): Svg =>
    rectangle({ x: left, y: y(to), width, height: y(from) - y(to) }, { fill, rx: 2 });
  return [
    ...(up > 0 ? [column(0, up, COLOUR.up)] : []),
    ...(unknown > 0 ? [column(up, up + unknown, COLOUR.unknown)] : []),
    ...(down > 0 ? [column(-down, 0, COLOUR.down)] : []),
  ];
}

const numbers = (values: readonly number[], y: Scale): readonly Svg[] =>
  values.map((value) =>
    label(MARGIN + NUMBERS - 16, y(value) + 9, String(Math.abs(value)), {
      size: SIZE.small,
      fill: COLOUR.faint,
      anchor: 'end',
    }),
  );

/** Columns over a line for what went up, under it for what went down. */
export function fiveMinutes(fired: readonly Fired[], now: number, plot: Range): readonly Svg[] {
  const buckets = bucketsOf(fired);
  const time = timesOf(buckets, now);
  const x = linear(time, { from: MARGIN + NUMBERS, to: MARGIN + INNER });
  const heights = {
    from: -Math.max(1, ...buckets.map(({ down }) => down)),
    to: Math.max(1, ...buckets.map(({ up, unknown }) => up + unknown)),
  };
  const y = linear(heights, { from: plot.to, to: plot.from });
  return [
    ...timeAxis({ time, x, plot }),
    ...numbers(ticks(heights, 4), y),
    ...buckets.flatMap((bucket) => columns(bucket, x, y)),
    line([x(time.from), y(0)], [x(time.to), y(0)], { stroke: COLOUR.faint, 'stroke-width': 2 }),
  ];
}
