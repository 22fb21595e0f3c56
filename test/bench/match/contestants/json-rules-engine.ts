import { Engine, type ConditionProperties, type Event } from 'json-rules-engine';
import type { Contestant } from '../contestant.ts';
import { factOf, stocksOf, type Sample, type SampleRule } from '../sample.ts';

function conditionsOf(rule: SampleRule, lists: Sample['lists']): ConditionProperties[] {
  const { direction, market, deviation, count } = rule;
  const tests = [
    { fact: 'event', operator: 'equal', value: 'trigger' },
    { fact: 'direction', operator: 'equal', value: direction },
    { fact: 'deviation', operator: 'greaterThanInclusive', value: deviation },
    { fact: 'count', operator: 'lessThanInclusive', value: count },
    { fact: 'market', operator: 'equal', value: market },
    { fact: 'stock', operator: 'in', value: stocksOf(rule, lists) },
  ];
  return tests.filter(({ value }) => value !== undefined);
}

export const contestant: Contestant = ({ rules, lists, events }) => {
  const engine = new Engine(
    rules.map((rule) => ({
      conditions: { all: conditionsOf(rule, lists) },
      event: { type: 'matched', params: { id: rule.id } },
    })),
    { allowUndefinedFacts: true },
  );
  const facts = events.map(factOf);
  let found: readonly Event[] = [];
  return {
    async match(n) {
      found = (await engine.run({ ...facts[n] })).events;
    },
    ids: () => found.map(({ params }) => Number(params?.['id'])),
  };
};
