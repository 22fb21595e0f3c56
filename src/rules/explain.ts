import type { ViEvent } from '../vi/event.ts';
import { leavesOf, wordOf, type Leaf, type Node } from './node.ts';
import type { ConditionVerdict } from './rule.ts';
import { not } from './three-valued.ts';
import { seenBy, truthOf } from './truth-of.ts';
import type { StocksOf } from './word.ts';

/**
 * A word below `not` reads as its opposite: `not.type` with `test: etf` has matched when the type
 * is known and is not `etf`. So the conditions with `matched: false` are those that said no.
 */
function verdictOf(
  { path, negated, condition }: Leaf,
  event: ViEvent,
  stocksOf: StocksOf,
): ConditionVerdict {
  const truth = truthOf(condition, event, stocksOf);
  return {
    word: wordOf(path),
    test: condition.test,
    value: seenBy(condition, event),
    matched: (negated ? not(truth) : truth) === true,
  };
}

/** What each condition of a rule says of the event. */
export const verdicts = (
  node: Node,
  event: ViEvent,
  stocksOf: StocksOf,
): readonly ConditionVerdict[] => leavesOf(node).map((leaf) => verdictOf(leaf, event, stocksOf));
