/** ms to wait after the n-th failure in a row: 1, 2, 4 ... s, at most `longest` ms; 0 after none. */
export const backOff = (failures: number, longest: number): number =>
  failures === 0 ? 0 : Math.min(1000 * 2 ** Math.min(failures - 1, 20), longest);
