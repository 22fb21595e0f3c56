import jsonLogic, { type RulesLogic } from 'json-logic-js';
import type { Contestant } from '../contestant.ts';
import { factOf, stocksOf, type Sample, type SampleRule } from '../sample.ts';

/** What is missing reads as null, and null counts as 0: "at most" needs a lower end as well. */
function logicOf(rule: SampleRule, lists: Sample['lists']): RulesLogic {
  const { direction, market, deviation, count } = rule;
  const stocks = stocksOf(rule, lists);
  const tests: (RulesLogic | undefined)[] = [
    { '===': [{ var: 'event' }, 'trigger'] },
    direction && { '===': [{ var: 'direction' }, direction] },
    deviation === undefined ? undefined : { '>=': [{ var: 'deviation' }, deviation] },
    count === undefined ? undefined : { '<=': [1, { var: 'count' }, count] },
    market && { '===': [{ var: 'market' }, market] },
    stocks && { in: [{ var: 'stock' }, [...stocks]] },
  ];
  return { and: tests.filter((test) => test !== undefined) };
}

export const contestant: Contestant = ({ rules, lists, events }) => {
  const all = rules.map((rule) => ({ id: rule.id, logic: logicOf(rule, lists) }));
  const facts = events.map(factOf);
  let found: number[] = [];
  return {
    match(n) {
      found = [];
      for (const { id, logic } of all) {
        if (jsonLogic.apply(logic, facts[n]) === true) found.push(id);
      }
    },
    ids: () => found,
  };
};
