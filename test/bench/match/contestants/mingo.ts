import { Query } from 'mingo';
import type { Contestant } from '../contestant.ts';
import { factOf, stocksOf, type Sample, type SampleRule } from '../sample.ts';

function queryOf(rule: SampleRule, lists: Sample['lists']): Query {
  const { direction, market, deviation, count } = rule;
  const stocks = stocksOf(rule, lists);
  return new Query({
    event: 'trigger',
    ...(direction && { direction }),
    ...(deviation === undefined ? {} : { deviation: { $gte: deviation } }),
    ...(count === undefined ? {} : { count: { $lte: count } }),
    ...(market && { market }),
    ...(stocks && { stock: { $in: stocks } }),
  });
}

export const contestant: Contestant = ({ rules, lists, events }) => {
  const all = rules.map((rule) => ({ id: rule.id, query: queryOf(rule, lists) }));
  const facts = events.map((event) => ({ ...factOf(event) }));
  let found: number[] = [];
  return {
    match(n) {
      const fact = facts[n] ?? {};
      found = [];
      for (const { id, query } of all) if (query.test(fact)) found.push(id);
    },
    ids: () => found,
  };
};
