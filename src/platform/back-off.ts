const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** ms to wait after so many failures in a row: 1, 2, 4 ... s, at most `longest` ms. 0 after none. */
export const backOff = (failures: number, longest = LONGEST_MS): number =>
  failures === 0 ? 0 : Math.min(FIRST_MS * 2 ** (failures - 1), longest);

/** Shortens a wait by up to a fifth, so that many programs do not come back in step. `random`: 0 to 1. */
export const jittered = (ms: number, random: () => number): number =>
  Math.round(ms * (1 - 0.2 * random()));
