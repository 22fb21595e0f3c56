import { ZenEngine } from '@gorules/zen-engine';
import * as z from 'zod';
import type { Contestant } from '../contestant.ts';
import { factOf, stocksOf, type Sample, type SampleRule } from '../sample.ts';

const FIELDS = ['event', 'direction', 'deviation', 'count', 'market', 'stock'] as const;

const quoted = (text: string): string => JSON.stringify(text);
const text = (value: string | undefined): string => (value === undefined ? '' : quoted(value));

/** One row of the decision table; an empty cell takes anything. */
function rowOf(rule: SampleRule, lists: Sample['lists']) {
  const { direction, market, deviation, count } = rule;
  return {
    _id: `row ${rule.id}`,
    event: quoted('trigger'),
    direction: text(direction),
    deviation: deviation === undefined ? '' : `>= ${deviation}`,
    count: count === undefined ? '' : `<= ${count}`,
    market: text(market),
    stock: (stocksOf(rule, lists) ?? []).map(quoted).join(', '),
    matched: String(rule.id),
  };
}

const tableOf = ({ rules, lists }: Sample) => ({
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode' },
    { id: 'out', name: 'out', type: 'outputNode' },
    {
      id: 'table',
      name: 'table',
      type: 'decisionTableNode',
      content: {
        hitPolicy: 'collect',
        inputs: FIELDS.map((field) => ({ id: field, name: field, field })),
        outputs: [{ id: 'matched', name: 'matched', field: 'matched' }],
        rules: rules.map((rule) => rowOf(rule, lists)),
      },
    },
  ],
  edges: [
    { id: '1', sourceId: 'in', targetId: 'table', type: 'edge' },
    { id: '2', sourceId: 'table', targetId: 'out', type: 'edge' },
  ],
});

const RESULT = z.array(z.object({ matched: z.number() })).catch([]);

export const contestant: Contestant = (sample) => {
  const decision = new ZenEngine().createDecision(tableOf(sample));
  const facts = sample.events.map(factOf);
  let found: unknown;
  return {
    async match(n) {
      found = (await decision.evaluate(facts[n])).result;
    },
    ids: () => RESULT.parse(found).map(({ matched }) => matched),
  };
};
