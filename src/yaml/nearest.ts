interface Table {
  readonly a: string;
  readonly b: string;
  /** The row above, and the one above that; each starts with its own number. */
  readonly row: readonly number[];
  readonly older: readonly number[];
}

/** The cost of making the first letters of `b`, up to `j`, from those of `a`, up to `i`. */
function cost({ a, b, row, older }: Table, i: number, j: number, left: number): number {
  const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
  const isSwapped = j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
  const swapped = isSwapped ? (older[j - 1] ?? 0) + 1 : change;
  return Math.min((row[j + 1] ?? 0) + 1, left + 1, change, swapped);
}

/**
 * How many letters must be put in, left out, changed or swapped with the next one; anything above
 * `most` once it is more than that.
 */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, row]: [number[], number[]] = [[], []];
  for (let j = 0; j <= b.length; j += 1) row.push(j);
  for (let i = 0; i < a.length; i += 1) {
    const table = { a, b, row, older };
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) next.push(cost(table, i, j, next[j] ?? 0));
    // A swap reaches back over one row, and costs one.
    if (next.every((far) => far > most + 1)) return most + 1;
    [older, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** The known word that was probably meant; `undefined` when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 64) return undefined;
  const allowed = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase(), allowed) }))
    .filter(({ candidate, far }) => far <= allowed && far < candidate.length)
    .toSorted((a, b) => a.far - b.far);
  return ranked[0]?.candidate;
}
