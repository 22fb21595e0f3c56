import { clockTime } from './header.ts';
import { COLOUR, SIZE } from './look.ts';
import { timeTicks, type Range, type Scale } from './scale.ts';
import { label, line, type Svg } from './svg.ts';

const MOST_TICKS = 6;

export interface TimeAxis {
  /** Epoch ms. */
  readonly time: Range;
  readonly x: Scale;
  /** Pixels from top to bottom of what the axis belongs to. */
  readonly plot: Range;
}

/** Round times of day under a plot, each with a faint line through it. */
export const timeAxis = ({ time, x, plot }: TimeAxis): readonly Svg[] =>
  timeTicks(time, MOST_TICKS).flatMap((at) => [
    line([x(at), plot.from], [x(at), plot.to], { stroke: COLOUR.rule, 'stroke-width': 2 }),
    label(x(at), plot.to + 38, clockTime(at), {
      size: SIZE.small,
      fill: COLOUR.faint,
      anchor: 'middle',
    }),
  ]);
