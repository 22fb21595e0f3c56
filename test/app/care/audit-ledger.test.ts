import { expect, test } from 'vitest';
import type { Notice } from '../../../src/alert/notice.ts';
import { auditLedger } from '../../../src/app/care/audit-ledger.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { alert, opened } from '../../store/place.ts';

const HOUR_MS = 3_600_000;

test('the ledger is looked at at the start and every hour; a new fault is told once', async (context) => {
  const store = await opened(context, ':memory:');
  const clock = fakeClock();
  const told: Notice[] = [];
  const audit = auditLedger(
    { store, clock, log: () => undefined },
    (notice) => void told.push(notice),
  );
  expect(audit.faults()).toBeUndefined();
  await alert(store.rows, '000001');
  await audit.look();
  expect(audit.faults()).toBe(0);

  const eventId = await alert(store.rows, '000002', { waits: true });
  const key = { eventId, rule: 'r', channel: 'phone' };
  await store.rows.settle([key], { outcome: 'sent', reason: undefined, at: clock.now() });
  await clock.advance(HOUR_MS - 1);
  await audit.look();
  expect(audit.faults()).toBe(0);
  await clock.advance(1);
  await audit.look();
  expect(audit.faults()).toBe(1);
  await clock.advance(HOUR_MS);
  await audit.look();
  expect(told).toEqual([{ is: 'counts-differ', matched: 2, ended: 1 }]);
});

test('a fault that is two days old is not counted any more', async (context) => {
  const store = await opened(context, ':memory:');
  const clock = fakeClock();
  const audit = auditLedger({ store, clock, log: () => undefined }, () => undefined);
  const eventId = await alert(store.rows, '000001', { waits: true });
  const key = { eventId, rule: 'r', channel: 'phone' };
  await store.rows.settle([key], { outcome: 'sent', reason: undefined, at: clock.now() });
  await audit.look();
  expect(audit.faults()).toBe(1);
  await clock.advance(48 * HOUR_MS);
  await audit.look();
  expect(audit.faults()).toBe(0);
});
