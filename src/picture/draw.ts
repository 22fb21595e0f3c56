import type { Locale } from '../alert/message.ts';
import type { Bar } from '../vi/bar.ts';
import { daySvg } from './day-svg.ts';
import { drawPng, type Drawn } from './draw-png.ts';
import type { DayPicture, StockPicture } from './picture.ts';
import { stockSvg } from './stock-svg.ts';

/** The day as a PNG. */
export const drawDay = (day: DayPicture, locale: Locale): Promise<Drawn> =>
  drawPng(daySvg(day, locale));

/** A stock's minutes as a PNG. */
export async function drawStock(
  stock: StockPicture,
  bars: readonly Bar[],
  locale: Locale,
): Promise<Drawn> {
  const svg = stockSvg(stock, bars, locale);
  return svg === undefined ? { is: 'failed', reason: 'nothing was traded' } : drawPng(svg);
}
