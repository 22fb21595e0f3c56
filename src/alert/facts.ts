import type { Direction, Kind, PerKind, ViEvent } from '../vi/event.ts';
import { oneLine, percent } from './format.ts';

const LONGEST_NAME = 40;

/** How far the told percent may be off because it was rounded, in percent points. */
const ROUNDING = 0.05;

/** A direction as an arrow with its colour; Korea: red is up, blue is down (market.md). */
export const SIGN = { up: '🔴▲', down: '🔵▼', unknown: '⚪' } as const;

/** The arrow alone, as in a digest. */
export const ARROW = { up: '▲', down: '▼', unknown: '·' } as const;

/** The stock's name on one line, or its code. */
export const nameOf = (event: Pick<ViEvent, 'name' | 'stock'>): string =>
  oneLine(event.name ?? '', LONGEST_NAME) || event.stock;

/** Which of two values speaks for the event: its kind's own; of both, the larger deviation's. */
function leading(kind: Kind | undefined, deviation: PerKind): 'static' | 'dynamic' {
  if (kind === 'static' || kind === 'dynamic') return kind;
  const size = (of: 'static' | 'dynamic'): number => Math.abs(deviation[of] ?? -1);
  return size('dynamic') > size('static') ? 'dynamic' : 'static';
}

/** Won. The reference price that the shown deviation is against. */
export const referenceOf = (event: ViEvent): number | undefined =>
  event.reference[leading(event.kind, event.deviation)];

/**
 * Signed % from the reference price: worked out anew where price and reference are known and say
 * the same as the told value, which is rounded; else the told value.
 */
export function deviationOf(event: ViEvent): number | undefined {
  const told = event.deviation[leading(event.kind, event.deviation)];
  const reference = referenceOf(event);
  if (event.price === undefined || reference === undefined || reference <= 0) return told;
  const exact = (event.price / reference - 1) * 100;
  return told === undefined || Math.abs(exact - told) <= ROUNDING ? exact : told;
}

/** The deviation as text; nothing where it is not known. */
export function deviationText(event: ViEvent): string | undefined {
  const value = deviationOf(event);
  return value === undefined ? undefined : percent(value);
}

/** The parts that are known, with `between` in between. */
export const joined = (parts: readonly (string | undefined)[], between: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between);

export const toneOf = (direction: Direction | undefined): 'up' | 'down' | 'neutral' =>
  direction ?? 'neutral';
