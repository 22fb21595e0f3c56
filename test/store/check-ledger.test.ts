import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { LedgerCheck } from '../../src/store/care.ts';
import { alert, aPlace, AT, DAY, daysAgo, opened } from './place.ts';

/** What the check says of a ledger with two told alerts and a waiting one, after `defect`. */
async function checked(defect: string): Promise<LedgerCheck> {
  const path = aPlace({ onTestFinished });
  const { rows } = await opened({ onTestFinished }, path);
  await alert(rows, '000001');
  await alert(rows, '000002');
  await alert(rows, '000003', { waits: true });
  const db = new DatabaseSync(path);
  db.exec(defect);
  db.close();
  return rows.checkLedger({ since: daysAgo(1), sending: AT + 60_000 });
}

test('a sound ledger has no fault', async () => {
  expect(await checked('')).toEqual({ matched: 3, faults: {} });
});

test.each([
  ['update messages set platform_id = null', 'told without a message in the chat', 2],
  ['delete from messages where id = 1', 'told without a message in the chat', 1],
  [
    "update obligations set message_id = null where outcome = 'sent'",
    'told without a message in the chat',
    2,
  ],
  ["update obligations set outcome = 'lost' where stock = '000001'", 'no known outcome', 1],
  ["delete from events where stock = '000003'", 'no event', 1],
  ["delete from episodes where stock = '000001'", 'event of no interruption', 1],
  ["update attempts set state = 'sending' where id = 1", 'request without end', 1],
])('%s: %s', async (defect, fault, count) => {
  const { faults } = await checked(defect);
  expect(faults[fault]).toBe(count);
});

test('a request that is on its way is no fault yet', async (context) => {
  const { rows } = await opened(context, aPlace(context));
  const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: AT });
  await rows.openAttempt({ messageId, channel: 'phone', op: 'post' }, AT);
  expect(await rows.checkLedger({ since: DAY, sending: AT - 1 })).toEqual({
    matched: 0,
    faults: {},
  });
  expect((await rows.checkLedger({ since: DAY, sending: AT })).faults).toEqual({
    'request without end': 1,
  });
});
