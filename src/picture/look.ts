/** Korea: red is up, blue is down (market.md). */
export const COLOUR = {
  up: '#e5383b',
  down: '#2667d8',
  unknown: '#9aa0a6',
  ground: '#ffffff',
  ink: '#17181a',
  faint: '#70757c',
  rule: '#e3e5e8',
  panel: '#f4f5f7',
} as const;

/** Pixels; a phone shows it at half of that, so that the small letters are as large as its own. */
export const WIDTH = 760;
export const MARGIN = 40;
export const INNER = WIDTH - 2 * MARGIN;
export const SIZE = { title: 46, figure: 52, text: 28, small: 25 } as const;
