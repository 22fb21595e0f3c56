import { expect, test } from 'vitest';
import { lastDayDifference } from '../../../src/app/reload/last-day-difference.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const TODAY = '2026-11-20';

async function partsWith(days: readonly string[]) {
  const store = await openStore(':memory:');
  for (const [n, day] of days.entries()) await store.rows.addEvent(`e${n}`, viEvent({ day }));
  return { store, clock: systemClock };
}

test('the difference is of the last day before today, one alert for each event and channel', async () => {
  const parts = await partsWith(['2026-11-17', '2026-11-19', '2026-11-19', TODAY]);
  const before = ruleSet([rule({ name: 'a' })]);
  const after = ruleSet([rule({ name: 'a' }), rule({ name: 'b', notify: ['phone', 'desk'] })]);
  expect(await lastDayDifference(parts, { before, after, today: TODAY })).toBe(2);
  expect(await lastDayDifference(parts, { before: after, after: before, today: TODAY })).toBe(-2);
  expect(await lastDayDifference(parts, { before: after, after, today: TODAY })).toBe(0);
});

test('there is none without an earlier day', async () => {
  const parts = await partsWith([TODAY]);
  const none = ruleSet([]);
  expect(
    await lastDayDifference(parts, { before: none, after: none, today: TODAY }),
  ).toBeUndefined();
});

test('a day of many events is counted whole, page by page', async () => {
  const days = Array.from({ length: 250 }, () => '2026-11-19');
  const parts = await partsWith([...days, TODAY]);
  const [before, after] = [ruleSet([]), ruleSet([rule({ name: 'a' })])];
  expect(await lastDayDifference(parts, { before, after, today: TODAY })).toBe(250);
});
