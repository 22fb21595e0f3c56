import { COLOUR, INNER, MARGIN, SIZE } from './look.ts';
import type { Busy } from './picture.ts';
import { linear } from './scale.ts';
import { fitted, label, rectangle, type Svg } from './svg.ts';
import type { PictureWords } from './words.ts';

export const ROW = 56;
const NAME = 250;
const COUNT = 76;

const totalOf = ({ up, down, unknown }: Busy): number => up + down + unknown;

/** One bar for each stock, in parts by direction. */
export function busiestStocks(
  busiest: readonly Busy[],
  top: number,
  words: PictureWords,
): readonly Svg[] {
  const most = Math.max(1, ...busiest.map(totalOf));
  const length = linear({ from: 0, to: most }, { from: 0, to: INNER - NAME - COUNT });
  return busiest.flatMap((busy, index) => {
    const y = top + index * ROW;
    const parts = [
      { count: busy.up, fill: COLOUR.up },
      { count: busy.down, fill: COLOUR.down },
      { count: busy.unknown, fill: COLOUR.unknown },
    ].filter(({ count }) => count > 0);
    const before = (at: number): number =>
      parts.slice(0, at).reduce((sum, { count }) => sum + count, 0);
    const bars = parts.map(({ count, fill }, at) => {
      const x = MARGIN + NAME + length(before(at));
      return rectangle({ x, y: y + 12, width: length(count) - 2, height: 32 }, { fill, rx: 4 });
    });
    return [
      label(MARGIN, y + 38, fitted(busy.name, SIZE.text, NAME - 24), {
        size: SIZE.text,
        fill: COLOUR.ink,
      }),
      ...bars,
      label(MARGIN + NAME + length(totalOf(busy)) + 14, y + 38, words.times(totalOf(busy)), {
        size: SIZE.text,
        fill: COLOUR.ink,
        bold: true,
      }),
    ];
  });
}
