import type { Locale } from '../alert/message.ts';
import type { Bar } from '../vi/bar.ts';
import { candles } from './candles.ts';
import { header } from './header.ts';
import { COLOUR, MARGIN, SIZE, WIDTH } from './look.ts';
import type { Band, StockPicture } from './picture.ts';
import { halfHours, linear, ticks, type Range, type Scale } from './scale.ts';
import { label, line, picture, rectangle, type Lettering, type Svg } from './svg.ts';
import { timeAxis } from './time-axis.ts';
import { PICTURE_WORDS, type PictureWords } from './words.ts';

const HEIGHT = 720;
const PRICES = { from: 206, to: 520 } as const;
const VOLUMES = { from: 546, to: 640 } as const;
/** Room for the prices at the right edge. */
const NUMBERS = 112;
const X = { from: MARGIN, to: WIDTH - MARGIN - NUMBERS } as const;
const MINUTE_MS = 60_000;
/** A band is seen even where a day is a handful of pixels an hour. */
const THINNEST = 5;

const colourOf = ({ direction }: Band): string => COLOUR[direction ?? 'unknown'];

/** The interruptions, as bands through prices and volumes, numbered as the alerts are. */
function bands({ bands: all, now }: StockPicture, x: Scale): readonly Svg[] {
  return all.flatMap((band, index) => {
    const left = x(band.from);
    const width = Math.max(x(band.until ?? now) - left, THINNEST);
    const height = VOLUMES.to - PRICES.from;
    const fill = colourOf(band);
    return [
      rectangle({ x: left, y: PRICES.from, width, height }, { fill, 'fill-opacity': 0.16 }),
      rectangle({ x: left, y: PRICES.from - 8, width, height: 8 }, { fill }),
      label(left + width / 2, PRICES.from - 18, String(index + 1), {
        size: SIZE.small,
        fill,
        bold: true,
        anchor: 'middle',
      }),
    ];
  });
}

const atEdge = (y: number, price: number, look: Lettering): Svg =>
  label(WIDTH - MARGIN, y + 9, price.toLocaleString('en-US'), { ...look, anchor: 'end' });

/** Round prices with a line each; what the last price would cover is left out. */
function prices(range: Range, y: Scale, last: number): readonly Svg[] {
  const covered = (price: number): boolean => Math.abs(y(price) - y(last)) < SIZE.small * 1.5;
  return ticks(range, 6).flatMap((price) => [
    line([X.from, y(price)], [X.to, y(price)], { stroke: COLOUR.rule, 'stroke-width': 2 }),
    ...(covered(price) ? [] : [atEdge(y(price), price, { size: SIZE.small, fill: COLOUR.faint })]),
  ]);
}

/** The last price, at the right edge in the colour of its last minute. */
function lastPrice({ open, close }: Bar, y: Scale): readonly Svg[] {
  const fill = close < open ? COLOUR.down : COLOUR.up;
  const box = { x: X.to + 6, y: y(close) - 24, width: NUMBERS + MARGIN - 14, height: 46 };
  return [
    rectangle(box, { fill, rx: 8 }),
    atEdge(y(close), close, { size: SIZE.small, fill: COLOUR.ground, bold: true }),
  ];
}

function aboutOf({ code, bands: all }: StockPicture, words: PictureWords): string {
  const up = all.filter(({ direction }) => direction === 'up').length;
  const down = all.filter(({ direction }) => direction === 'down').length;
  const count = `VI ${words.times(all.length)}`;
  const parts = [
    ...(up > 0 ? [`${words.up} ${up}`] : []),
    ...(down > 0 ? [`${words.down} ${down}`] : []),
  ];
  return [code, count, ...parts].join(' · ');
}

/** Above and below there is a little room. */
function pricesIn(bars: readonly Bar[]): Range {
  const low = Math.min(...bars.map((bar) => bar.low));
  const high = Math.max(...bars.map((bar) => bar.high));
  const room = Math.max((high - low) * 0.06, 1);
  return { from: low - room, to: high + room };
}

/** One stock's minutes with its interruptions; `undefined` without a minute. */
export function stockSvg(
  stock: StockPicture,
  bars: readonly Bar[],
  locale: Locale,
): Svg | undefined {
  const last = bars.at(-1);
  if (last === undefined) return undefined;
  const words = PICTURE_WORDS[locale];
  const instants = [...bars.map(({ at }) => at), ...stock.bands.map(({ from }) => from)];
  const time = halfHours({ from: Math.min(...instants), to: Math.max(...instants) + MINUTE_MS });
  const x = linear(time, X);
  const range = pricesIn(bars);
  const y = linear(range, { from: PRICES.to, to: PRICES.from });
  return picture({ width: WIDTH, height: HEIGHT }, COLOUR.ground, [
    ...header({ ...stock, title: stock.name, about: aboutOf(stock, words) }, words),
    ...timeAxis({ time, x, plot: { from: PRICES.from, to: VOLUMES.to } }),
    ...prices(range, y, last.close),
    ...bands(stock, x),
    ...candles(bars, { x, y, volumes: VOLUMES }),
    ...lastPrice(last, y),
  ]);
}
