import { timeOf, type Day, type EpochMs } from '../vi/kst.ts';
import { COLOUR, MARGIN, SIZE, WIDTH } from './look.ts';
import { fitted, label, type Svg } from './svg.ts';
import type { PictureWords } from './words.ts';

export interface Header {
  readonly title: string;
  /** Under the title. */
  readonly about: string;
  readonly day: Day;
  readonly now: EpochMs;
}

/** Hours and minutes. */
export const clockTime = (at: EpochMs): string => timeOf(at).slice(0, 5);

/** What it is on the left, of when it is on the right; the first 140 pixels of every picture. */
export function header({ title, about, day, now }: Header, words: PictureWords): readonly Svg[] {
  const right = { size: SIZE.small, fill: COLOUR.faint, anchor: 'end' } as const;
  const edge = WIDTH - MARGIN;
  return [
    label(MARGIN, 80, fitted(title, SIZE.title, 430), {
      size: SIZE.title,
      fill: COLOUR.ink,
      bold: true,
    }),
    label(MARGIN, 124, about, { size: SIZE.small, fill: COLOUR.faint }),
    label(edge, 70, words.day(day), right),
    label(edge, 106, words.asOf(clockTime(now)), right),
  ];
}
