import type { Reading, Venue } from '../../vi/event.ts';
import { pick, type Random } from './random.ts';

/** Which copy of an event a frame holds (kiwoom.md 1). */
export type Copy = Reading['copy'];

/** The frames that tell one event, each with the copies it holds, in order. */
export type Copies = readonly (readonly Copy[])[];

/** How often the merged copy comes alone; seen only where NXT does not trade the stock. */
const LONE_SHARE = 0.05;

/** One event comes twice, in any order, in one frame or in two (kiwoom.md 1). */
export function copiesOf(random: Random, venue: Venue, nxt: boolean): Copies {
  if (!nxt && random() < LONE_SHARE) return [['merged']];
  const own: Copy = venue === 'krx' ? 'bare' : 'nxt';
  const order: readonly Copy[] = pick(random, [
    [own, 'merged'],
    ['merged', own],
  ]);
  return pick(random, [[order], order.map((copy) => [copy])]);
}
