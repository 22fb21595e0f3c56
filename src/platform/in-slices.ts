/** Long work on plain data, which says by `yield` where it may be interrupted. */
export type Sliced<Result> = Generator<void, Result>;

/** Does all of it now. */
export function atOnce<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
