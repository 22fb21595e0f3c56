import { expect, test } from 'vitest';
import type { Matcher } from './contestant.ts';
import { contestant as jsonLogic } from './contestants/json-logic.ts';
import { contestant as jsonRulesEngine } from './contestants/json-rules-engine.ts';
import { contestant as loop } from './contestants/loop.ts';
import { contestant as mingo } from './contestants/mingo.ts';
import { contestant as nodeRules } from './contestants/node-rules.ts';
import { contestant as vigil } from './contestants/vigil.ts';
import { contestant as zenEngine } from './contestants/zen-engine.ts';
import { EVENTS, makeSample } from './sample.ts';

const SAMPLE = makeSample(10);

async function foundBy(matcher: Matcher) {
  const found: (readonly number[])[] = [];
  for (let n = 0; n < EVENTS; n += 1) {
    await matcher.match(n);
    found.push(matcher.ids().toSorted((a, b) => a - b));
  }
  return found;
}

const expected = await foundBy(loop(SAMPLE));

test('the loop finds something', () => {
  expect(expected.flat().length).toBeGreaterThan(0);
});

test.each([
  ['Vigil', vigil],
  ['node-rules', nodeRules],
  ['json-rules-engine', jsonRulesEngine],
  ['@gorules/zen-engine', zenEngine],
  ['json-logic-js', jsonLogic],
  ['mingo', mingo],
])('%s finds what the loop finds', async (_, contestant) => {
  expect(await foundBy(contestant(SAMPLE))).toEqual(expected);
});
