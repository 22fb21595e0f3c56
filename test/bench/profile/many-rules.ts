import { contestant } from '../match/contestants/vigil.ts';
import { makeSample } from '../match/sample.ts';

const RULES = 100_000;
const EVENTS = 20_000;

/** Many rules, compiled; the result looks at events with them. */
export function manyRules(): () => Promise<void> {
  const sample = makeSample(RULES);
  const { match } = contestant(sample);
  return async () => {
    for (let n = 0; n < EVENTS; n += 1) await match(n % sample.events.length);
  };
}
