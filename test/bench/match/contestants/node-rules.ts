import { RuleEngine } from 'node-rules';
import type { Contestant } from '../contestant.ts';
import { factOf, type SampleRule } from '../sample.ts';

/** What this engine hands over. */
type Given = Readonly<Record<string, unknown>>;

const isAtLeast = (value: unknown, bound: number | undefined): boolean =>
  bound === undefined || (typeof value === 'number' && value >= bound);

const isAtMost = (value: unknown, bound: number | undefined): boolean =>
  bound === undefined || (typeof value === 'number' && value <= bound);

const isAny = (value: unknown, wanted: string | undefined): boolean =>
  wanted === undefined || value === wanted;

const fits = (rule: SampleRule, fact: Given, stocks: ReadonlySet<string>): boolean =>
  fact['event'] === 'trigger' &&
  isAny(fact['direction'], rule.direction) &&
  isAtLeast(fact['deviation'], rule.deviation) &&
  isAtMost(fact['count'], rule.count) &&
  isAny(fact['market'], rule.market) &&
  isAny(fact['stock'], rule.stock) &&
  (rule.list === undefined || stocks.has(String(fact['stock'])));

export const contestant: Contestant = ({ rules, lists, events }) => {
  const sets = lists.map((list) => new Set(list));
  const none = new Set<string>();
  let found: number[] = [];
  const engine = new RuleEngine();
  for (const rule of rules) {
    const stocks = rule.list === undefined ? none : (sets[rule.list] ?? none);
    // Not by `register`, which sorts all rules again for each.
    engine.rules.push({
      condition: (flow, fact) => flow.when(fits(rule, fact, stocks)),
      consequence(flow) {
        found.push(rule.id);
        flow.next();
      },
    });
  }
  engine.sync();
  const facts = events.map(factOf);
  return {
    match(n) {
      found = [];
      return new Promise((resolve) => {
        engine.execute({ ...facts[n] }, () => resolve());
      });
    },
    ids: () => found,
  };
};
