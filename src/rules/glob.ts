/**
 * Whether the whole text fits: `*` is any letters, `?` exactly one. It takes at most pattern times
 * text steps, whatever the pattern (a user's regular expression may take minutes).
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let [star, retry] = [-1, 0];
  while (from < text.length) {
    if (pattern[at] === '*') {
      [star, retry] = [at, from];
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === text[from]) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      // Let the last star take one more letter.
      retry += 1;
      [at, from] = [star + 1, retry];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
