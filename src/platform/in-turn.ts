/** The same work, one after the other, whoever asks. */
export function inTurn<Work, Done>(
  work: (one: Work) => Promise<Done>,
): (one: Work) => Promise<Done> {
  let last: Promise<unknown> = Promise.resolve();
  return (one) => {
    const next = last.then(() => work(one));
    last = next.catch(() => undefined);
    return next;
  };
}
