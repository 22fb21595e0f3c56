import type { Bar } from '../vi/bar.ts';
import { COLOUR } from './look.ts';
import { linear, type Range, type Scale } from './scale.ts';
import { line, rectangle, type Svg } from './svg.ts';

const MINUTE_MS = 60_000;

export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  /** Pixels from top to bottom. */
  readonly volumes: Range;
}

/** A minute that closed where it opened counts as up, as on Korean screens. */
const colourOf = ({ open, close }: Bar): string => (close < open ? COLOUR.down : COLOUR.up);

function candle(bar: Bar, { x, y }: Plot): readonly Svg[] {
  const [left, right] = [x(bar.at), x(bar.at + MINUTE_MS)];
  const width = Math.min(Math.max((right - left) * 0.7, 1.2), 14);
  const middle = (left + right) / 2;
  const top = y(Math.max(bar.open, bar.close));
  const height = Math.max(y(Math.min(bar.open, bar.close)) - top, 2);
  const fill = colourOf(bar);
  return [
    line([middle, y(bar.high)], [middle, y(bar.low)], {
      stroke: fill,
      'stroke-width': Math.min(Math.max(width / 3, 1.2), 2),
    }),
    rectangle({ x: middle - width / 2, y: top, width, height }, { fill }),
  ];
}

function volume(bar: Bar, { x, volumes }: Plot, height: Scale): Svg {
  const [left, right] = [x(bar.at), x(bar.at + MINUTE_MS)];
  const width = Math.min(Math.max((right - left) * 0.7, 1.2), 14);
  const top = height(bar.volume);
  return rectangle(
    { x: (left + right) / 2 - width / 2, y: top, width, height: volumes.to - top },
    { fill: colourOf(bar), 'fill-opacity': 0.55 },
  );
}

/** The minutes' prices, red up and blue down, and their volumes beneath. */
export function candles(bars: readonly Bar[], plot: Plot): readonly Svg[] {
  const most = Math.max(1, ...bars.map((bar) => bar.volume));
  const height = linear({ from: 0, to: most }, { from: plot.volumes.to, to: plot.volumes.from });
  return [
    ...bars.map((bar) => volume(bar, plot, height)),
    ...bars.flatMap((bar) => candle(bar, plot)),
  ];
}
