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

/** Pixels: a phone shows it at about a third. */
export const WIDTH = 1080;
export const MARGIN = 56;
export const INNER = WIDTH - 2 * MARGIN;
export const SIZE = { title: 52, figure: 56, name: 34, text: 30, small: 26 } as const;
