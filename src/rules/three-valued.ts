/**
 * Kleene's logic: `undefined` is "no value". A test on a value that the event lacks is neither true
 * nor false, so `not` around it does not match either (rules-language.md).
 */
export type Truth = boolean | undefined;

export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

/** True when one is; no value when none is but one might be. */
export function anyOf<T>(items: readonly T[], holds: (item: T) => Truth): Truth {
  let found: Truth = false;
  for (const item of items) {
    const truth = holds(item);
    if (truth === true) return true;
    if (truth === undefined) found = undefined;
  }
  return found;
}

/** False when one is; no value when none is but one might be. */
export function allOf<T>(items: readonly T[], holds: (item: T) => Truth): Truth {
  let found: Truth = true;
  for (const item of items) {
    const truth = holds(item);
    if (truth === false) return false;
    if (truth === undefined) found = undefined;
  }
  return found;
}
