import type { Locale } from '../alert/message.ts';
import { busiestStocks, ROW } from './busiest-stocks.ts';
import { fiveMinutes } from './five-minutes.ts';
import { header } from './header.ts';
import { COLOUR, INNER, MARGIN, SIZE, WIDTH } from './look.ts';
import type { DayPicture, Outcomes } from './picture.ts';
import { label, picture, rectangle, type Svg } from './svg.ts';
import { PICTURE_WORDS, type PictureWords } from './words.ts';

const GAP = 16;
const TILES = { top: 158, height: 126 } as const;
const PLOT = { from: 376, to: 640 } as const;
const BUSIEST = 776;

const heading = (y: number, text: string): Svg =>
  label(MARGIN, y, text, { size: SIZE.text, fill: COLOUR.ink, bold: true });

/** How many there were, and of those how many went which way. */
function tiles({ fired }: DayPicture, words: PictureWords): readonly Svg[] {
  const count = (direction: 'up' | 'down'): number =>
    fired.filter((each) => each.direction === direction).length;
  const all = [
    { name: words.all, figure: fired.length, fill: COLOUR.ink },
    { name: words.up, figure: count('up'), fill: COLOUR.up },
    { name: words.down, figure: count('down'), fill: COLOUR.down },
  ];
  const width = (INNER - GAP * (all.length - 1)) / all.length;
  return all.flatMap(({ name, figure, fill }, index) => {
    const x = MARGIN + index * (width + GAP);
    return [
      rectangle({ x, y: TILES.top, width, height: TILES.height }, { fill: COLOUR.panel, rx: 16 }),
      label(x + 24, TILES.top + 46, name, { size: SIZE.small, fill: COLOUR.faint }),
      label(x + 24, TILES.top + 104, String(figure), { size: SIZE.figure, fill, bold: true }),
    ];
  });
}

const OUTCOMES = ['sent', 'merged', 'muted', 'other'] as const;

/** What became of them here; what did not happen is left out. */
function outcomesText(outcomes: Outcomes, words: PictureWords): string {
  const told = OUTCOMES.filter((each) => outcomes[each] > 0 || each === 'sent');
  const parts = told.map((each) => `${words.outcome[each]} ${outcomes[each]}`);
  return `${words.thisChat}: ${parts.join(' · ')}`;
}

/** The day as a picture. */
export function daySvg(day: DayPicture, locale: Locale): Svg {
  const words = PICTURE_WORDS[locale];
  const height = BUSIEST + day.busiest.length * ROW + MARGIN;
  const about = outcomesText(day.outcomes, words);
  return picture({ width: WIDTH, height }, COLOUR.ground, [
    ...header({ ...day, title: words.title, about }, words),
    ...tiles(day, words),
    heading(PLOT.from - 36, words.perFive),
    ...fiveMinutes(day.fired, day.now, PLOT),
    heading(BUSIEST - 24, words.busiest),
    ...busiestStocks(day.busiest, BUSIEST, words),
  ]);
}
