import { escapeXml } from '../platform/escape-xml.ts';

/** Elements of an SVG, as text. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number>>;

/** A hundredth of a pixel, or of full ink, is more than anybody sees. */
const short = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);

const element = (name: string, attributes: Attributes, content: Svg = ''): Svg => {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${short(value)}"`);
  return `<${name}${all.join('')}>${content}</${name}>`;
};

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rectangle = ({ x, y, width, height }: Box, more: Attributes): Svg =>
  element('rect', { x, y, width, height, ...more });

export const line = (
  from: readonly [number, number],
  to: readonly [number, number],
  more: Attributes,
): Svg => element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...more });

export interface Lettering {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line of text; `y` is its base line. */
export const label = (
  x: number,
  y: number,
  text: string,
  { size, fill, bold = false, anchor = 'start' }: Lettering,
): Svg =>
  element(
    'text',
    { x, y, fill, 'font-size': size, 'font-weight': bold ? 600 : 400, 'text-anchor': anchor },
    escapeXml(text),
  );

/** How wide a character is, in parts of the letters' size: Hangul is square, Latin is not. */
const widthOf = (character: string): number => (/[\u0020-\u024F]/u.test(character) ? 0.6 : 0.95);

/** The text, its end cut with `…` where it would be wider than so many pixels. */
export function fitted(text: string, size: number, width: number): string {
  const characters = Array.from(text);
  let used = 0;
  const fitting = characters.findIndex((character) => {
    used += widthOf(character) * size;
    return used > width;
  });
  return fitting === -1 ? text : `${characters.slice(0, Math.max(fitting - 1, 1)).join('')}…`;
}

/** A whole picture on a ground of this colour, in the type that Vigil ships. */
export const picture = (
  { width, height }: Pick<Box, 'width' | 'height'>,
  ground: string,
  content: readonly Svg[],
): Svg =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'Pretendard',
    },
    [rectangle({ x: 0, y: 0, width, height }, { fill: ground }), ...content].join('\n'),
  );
