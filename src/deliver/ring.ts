/** The newest instants, as many as it is wide; older ones are overwritten. */
export interface Ring {
  readonly width: number;
  readonly instants: number[];
  /** Where the next one goes: behind the newest. */
  next: number;
}

/** The instants, which are in the order of time, in a ring of `width`. */
export function ringOf(instants: readonly number[], width: number): Ring {
  const kept = instants.slice(-width);
  return { width, instants: kept, next: kept.length % width };
}

/** The `nth` newest, counted from 1; `undefined`: there are fewer. */
export function newest({ instants, next }: Ring, nth: number): number | undefined {
  const index = next - nth;
  return instants[index < 0 && nth <= instants.length ? index + instants.length : index];
}

/** All that are kept, the oldest first. */
export const inOrder = ({ instants, next }: Ring): readonly number[] => [
  ...instants.slice(next),
  ...instants.slice(0, next),
];

/** How many of the newest are later than `after`. */
export function countAfter(ring: Ring, after: number): number {
  let count = 0;
  while ((newest(ring, count + 1) ?? after) > after) count += 1;
  return count;
}

/** The ring with one more instant; in place, unless it is earlier than one that is kept. */
export function noted(ring: Ring, at: number): Ring {
  const { instants, width, next } = ring;
  if ((newest(ring, 1) ?? at) > at) {
    const all = [...inOrder(ring), at].toSorted((a, b) => a - b);
    return ringOf(all, width);
  }
  instants[next] = at;
  ring.next = (next + 1) % width;
  return ring;
}
