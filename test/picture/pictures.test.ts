import { describe, expect, test } from 'vitest';
import { daySvg } from '../../src/picture/day-svg.ts';
import { drawPng } from '../../src/picture/draw-png.ts';
import type { Outcomes } from '../../src/picture/picture.ts';
import { stockSvg } from '../../src/picture/stock-svg.ts';
import { fitted, label } from '../../src/picture/svg.ts';
import { PICTURE_WORDS } from '../../src/picture/words.ts';
import { aDay, aStock, BARS } from './a-day.ts';

/** What a reader could read in it. */
const textsIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);

const RED = '#e5383b';
const BLUE = '#2667d8';

/** Left edge, top, height and colour of every rectangle of these colours, rounded. */
const boxesIn = (svg: string, fill: string) =>
  [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"[^>]*>/g)]
    .filter(([all]) => all.includes(`fill="${fill}"`))
    .map(([, x, y, width, height]) => [x, y, width, height].map(Number));

describe('the day', () => {
  test('tells its counts, the busiest stocks and what became of the alerts', () => {
    const texts = textsIn(daySvg(aDay(), 'ko'));
    for (const text of ['오늘의 VI', '11월 20일 (금)', '11:05 기준', '형지I&amp;C', '4회'])
      expect(texts).toContain(text);
    const tiles = texts.slice(texts.indexOf('전체')).slice(0, 6);
    expect(tiles.join(' ')).toBe('전체 4 상승 2 하락 1');
  });

  test.each([
    [
      'everything',
      { sent: 2, merged: 3, muted: 1, other: 4 },
      '이 채팅: 보냄 2 · 묶음 3 · 음소거 1 · 그 밖 4',
    ],
    [
      'only what happened',
      { sent: 2, merged: 0, muted: 1, other: 0 },
      '이 채팅: 보냄 2 · 음소거 1',
    ],
    ['that nothing was sent', { sent: 0, merged: 0, muted: 0, other: 0 }, '이 채팅: 보냄 0'],
  ] as const)('tells of the chat %s', (_what, outcomes: Outcomes, wanted) => {
    expect(textsIn(daySvg(aDay({ outcomes }), 'ko'))).toContain(wanted);
  });

  test('has a column for each five minutes, red above the line and blue below', () => {
    const svg = daySvg(aDay({ busiest: [] }), 'ko');
    const [red, blue] = [boxesIn(svg, RED), boxesIn(svg, BLUE)];
    expect(red).toHaveLength(2);
    expect(blue).toHaveLength(1);
    const [[first, redTop, , redHeight], [second]] = [red[0]!, red[1]!];
    const [[below, blueTop]] = [blue[0]!];
    expect(second).toBeGreaterThan(first!);
    expect(below).toBe(first);
    expect(blueTop).toBeCloseTo(redTop! + redHeight!, 0);
  });

  test('grows with the stocks that it lists', () => {
    const heightOf = (count: number): number => {
      const busiest = Array.from({ length: count }, () => aDay().busiest[0]!);
      return Number(/ height="(\d+)"/.exec(daySvg(aDay({ busiest }), 'en'))?.[1]);
    };
    expect(heightOf(5)).toBeGreaterThan(heightOf(1));
  });
});

describe('a stock', () => {
  test('tells its name, its interruptions and its last price', () => {
    const texts = textsIn(stockSvg(aStock(), BARS, 'ko')!);
    for (const text of [
      '대성에너지',
      '117580 · VI 2회 · 상승 1 · 하락 1',
      '8,833',
      '09:00',
      '11:00',
    ])
      expect(texts).toContain(text);
  });

  test('shades each interruption in its colour, one that runs up to now', () => {
    const shades = [...stockSvg(aStock(), BARS, 'ko')!.matchAll(/<rect [^>]*fill-opacity="0.16"/g)];
    expect(shades.map(([shade]) => shade.includes(`fill="${RED}"`))).toEqual([true, false]);
    const widths = shades.map(([shade]) => Number(/width="([\d.]+)"/.exec(shade)?.[1]));
    expect(widths[0]! / widths[1]!).toBeCloseTo(133 / 240, 1);
  });

  test('has a candle and a volume for each minute', () => {
    const svg = stockSvg(aStock({ bands: [] }), BARS, 'ko')!;
    expect(boxesIn(svg, RED).length + boxesIn(svg, BLUE).length).toBe(2 * BARS.length + 1);
  });

  test('without a minute is no picture', () => {
    expect(stockSvg(aStock(), [], 'ko')).toBeUndefined();
  });

  test('whose price never moved is drawn all the same', () => {
    const flat = BARS.map((bar) => ({ ...bar, open: 500, high: 500, low: 500, close: 500 }));
    expect(stockSvg(aStock(), flat, 'en')).not.toMatch(/NaN|Infinity/);
  });
});

describe('a label', () => {
  test.each([
    ['markup', '<b>&"', '&lt;b&gt;&amp;&quot;'],
    ['what XML cannot hold', 'a\u0000b\uD800c\uFFFF', 'a b c '],
  ])('makes %s harmless', (_what, text, wanted) => {
    expect(textsIn(label(0, 0, text, { size: 10, fill: 'red' }))).toEqual([wanted]);
  });

  test.each([
    ['fits', '삼성전자', 200, '삼성전자'],
    ['is too long', '삼성에피스홀딩스', 100, '삼성…'],
    ['has room for nothing', '삼성', 1, '삼…'],
  ])('that %s is cut at its end', (_what, text, width, wanted) => {
    expect(fitted(text, 30, width)).toBe(wanted);
  });
});

/** Width and height, from the header of a PNG. */
const sizeOf = (png: Uint8Array): readonly number[] => {
  const header = Buffer.from(png);
  expect(header.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
};

describe('a PNG', () => {
  test.each([
    ['the day', daySvg(aDay(), 'ko'), [1140, 1308]],
    ['a stock', stockSvg(aStock(), BARS, 'ko')!, [1140, 1080]],
  ])('of %s has its size', async (_what, svg, size) => {
    const drawn = await drawPng(svg);
    expect(drawn.is === 'png' && sizeOf(drawn.png)).toEqual(size);
  });

  test('shows Korean letters, each its own', async () => {
    const written = async (text: string): Promise<string> => {
      const drawn = await drawPng(
        daySvg(aDay({ busiest: [{ ...aDay().busiest[0]!, name: text }] }), 'ko'),
      );
      return drawn.is === 'png' ? Buffer.from(drawn.png).toString('base64') : drawn.reason;
    };
    const [none, one, other] = [
      await written(''),
      await written('가나다'),
      await written('라마바'),
    ];
    expect(new Set([none, one, other]).size).toBe(3);
  });

  test('of what is no SVG fails with a reason', async () => {
    expect(await drawPng('<svg')).toMatchObject({ is: 'failed' });
  });
});

test('the words of both languages are the same ones', () => {
  const { ko, en } = PICTURE_WORDS;
  const shape = (words: object): unknown =>
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'object' ? Object.keys(value as object) : typeof value,
    ]);
  expect(shape(en)).toEqual(shape(ko));
});
