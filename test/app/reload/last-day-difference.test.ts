import { expect, test } from 'vitest';
import { lastDayDifference } from '../../../src/app/reload/last-day-difference.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const TODAY = '2026-11-20';

async function storeWith(days: readonly string[]) {
  const store = await openStore(':memory:');
  for (const [n, day] of days.entries()) await store.rows.addEvent(`e${n}`, viEvent({ day }));
  return store;
}

test('the difference is of the last day before today, one alert for each event and channel', async () => {
  const { rows } = await storeWith(['2026-11-17', '2026-11-19', '2026-11-19', TODAY]);
  const before = ruleSet([rule({ name: 'a' })]);
  const after = ruleSet([rule({ name: 'a' }), rule({ name: 'b', notify: ['phone', 'desk'] })]);
  expect(await lastDayDifference(rows, before, after, TODAY)).toBe(2);
  expect(await lastDayDifference(rows, after, before, TODAY)).toBe(-2);
  expect(await lastDayDifference(rows, after, after, TODAY)).toBe(0);
});

test('there is none without an earlier day', async () => {
  const { rows } = await storeWith([TODAY]);
  const none = ruleSet([]);
  expect(await lastDayDifference(rows, none, none, TODAY)).toBeUndefined();
});
