import { expect, test } from 'vitest';
import { outcomeCounts } from '../../src/app/outcome-counts.ts';
import type { Outcome } from '../../src/store/outcome.ts';
import type { CountRow } from '../../src/store/obligation.ts';
import type { Store } from '../../src/store/store.ts';
import { addDays, type Day } from '../../src/vi/kst.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { opened } from '../store/place.ts';

const TODAY: Day = '2026-11-20';
const DAYS = [addDays(TODAY, -2), addDays(TODAY, -1), TODAY];

/** One obligation on each of three days, all of which wait; by day, its event's number. */
async function threeDays(store: Store): Promise<ReadonlyMap<Day, number>> {
  const ids = new Map<Day, number>();
  for (const day of DAYS) {
    const eventId = (await store.rows.addEvent(day, viEvent({ day }))) ?? 0;
    const row = { eventId, rule: 'a', channel: 'phone', day, stock: '005930' } as const;
    const none = { reason: undefined, muteId: undefined, insteadOf: undefined };
    await store.rows.addObligations([{ ...row, ...none, outcome: 'waiting' }], 0);
    ids.set(day, eventId);
  }
  return ids;
}

const end = (store: Store, eventId: number | undefined, outcome: Outcome): Promise<void> =>
  store.rows.settle([{ eventId: eventId ?? 0, rule: 'a', channel: 'phone' }], {
    outcome,
    reason: undefined,
    at: 1,
  });

async function ask(clock: FakeClock, counts: () => Promise<readonly CountRow[]>) {
  const answer = counts();
  await clock.advance(100);
  return Object.fromEntries((await answer).map(({ day, outcome }) => [day, outcome]));
}

test('the counts of all days are those of the ledger, whatever was asked before', async (context) => {
  const clock = fakeClock();
  const store = await opened(context, ':memory:');
  const ids = await threeDays(store);
  const counts = outcomeCounts(store, clock);
  const [first = '', second = ''] = DAYS;
  await end(store, ids.get(first), 'sent');
  const before = { [first]: 'sent', [second]: 'waiting', [TODAY]: 'waiting' };
  expect(await ask(clock, counts)).toEqual(before);
  await end(store, ids.get(second), 'expired');
  await end(store, ids.get(TODAY), 'failed');
  const after = { [first]: 'sent', [second]: 'expired', [TODAY]: 'failed' };
  expect(await ask(clock, counts)).toEqual(after);
  await store.rows.reopen(TODAY, 2);
  expect(await ask(clock, counts)).toEqual({ ...after, [TODAY]: 'waiting' });
});
