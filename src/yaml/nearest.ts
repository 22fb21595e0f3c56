/** How many letters must be put in, left out, changed or swapped with the next one. */
function distance(from: string, to: string): number {
  const [a, b] = [Array.from(from), Array.from(to)];
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const swapped = letter === b[j - 1] && other === a[i - 1] ? (older[j - 1] ?? 0) + 1 : change;
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, change, swapped));
    }
    [older, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** The known word that was probably meant; `undefined` when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 64) return undefined;
  const allowed = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({
      candidate,
      far: distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, far }) => far <= allowed && far < candidate.length)
    .toSorted((a, b) => a.far - b.far);
  return ranked[0]?.candidate;
}
