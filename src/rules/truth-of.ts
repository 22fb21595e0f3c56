import type { ViEvent } from '../vi/event.ts';
import type { Condition } from './condition.ts';
import { WORDS } from './conditions/index.ts';
import type { Truth } from './three-valued.ts';
import type { StocksOf } from './word.ts';

/** Whether the event fits the condition; `undefined`: it lacks the value. */
export function truthOf(condition: Condition, event: ViEvent, stocksOf: StocksOf): Truth {
  switch (condition.is) {
    case 'category':
      return WORDS[condition.word].holds(condition, event, stocksOf);
    case 'number':
      return WORDS[condition.word].holds(condition, event, stocksOf);
    case 'stock':
      return WORDS[condition.word].holds(condition, event, stocksOf);
    case 'name':
      return WORDS.name.holds(condition, event, stocksOf);
    case 'time':
      return WORDS.time.holds(condition, event, stocksOf);
    case 'session':
      return WORDS.session.holds(condition, event, stocksOf);
    case 'every':
      return true;
  }
}

/** The value that the condition looks at, for people; `undefined`: the event lacks it. */
export const seenBy = ({ word }: Condition, event: ViEvent): string | undefined =>
  word === 'all' ? 'every event' : WORDS[word].seen(event);
