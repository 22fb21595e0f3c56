import type { Contestant } from '../contestant.ts';
import { factOf, stocksOf } from '../sample.ts';

interface Flat {
  readonly event: string;
  readonly direction: string;
  readonly market: string;
  readonly deviation: number;
  readonly count: number;
}

function fits(
  rule: Flat & { readonly stocks: ReadonlySet<string> },
  fact: Flat & { readonly stock: string },
): boolean {
  if (rule.event !== fact.event) return false;
  if (rule.direction !== '' && rule.direction !== fact.direction) return false;
  if (fact.deviation < rule.deviation || fact.count > rule.count) return false;
  if (rule.market !== '' && rule.market !== fact.market) return false;
  return rule.stocks.size === 0 || rule.stocks.has(fact.stock);
}

/** What somebody would write by hand who knows what costs time: one shape, the cheap tests first. */
export const contestant: Contestant = ({ rules, lists, events }) => {
  const sets = lists.map((list) => new Set(list));
  const all = rules.map((rule) => ({
    id: rule.id,
    event: 'trigger',
    direction: rule.direction ?? '',
    market: rule.market ?? '',
    deviation: rule.deviation ?? -1,
    count: rule.count ?? 1000,
    stocks:
      rule.list === undefined
        ? new Set(stocksOf(rule, lists))
        : (sets[rule.list] ?? new Set<string>()),
  }));
  const facts = events.map(factOf).map((fact) => ({
    event: fact.event,
    stock: fact.stock,
    direction: fact.direction ?? 'none',
    market: fact.market ?? 'none',
    deviation: fact.deviation ?? -1,
    count: fact.count ?? 1000,
  }));
  let found: number[] = [];
  return {
    match(n) {
      const fact = facts[n];
      found = [];
      if (fact === undefined) return;
      for (const rule of all) if (fits(rule, fact)) found.push(rule.id);
    },
    ids: () => found,
  };
};
