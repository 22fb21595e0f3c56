import { expect, onTestFinished, test } from 'vitest';
import { newsOf } from '../../../src/app/catch-up/closed-day.ts';
import type { Missing } from '../../../src/app/catch-up/compare-history.ts';
import { decodeHistoryRow } from '../../../src/decode/decode-history-row.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Rows } from '../../../src/store/store.ts';
import { historyRow } from '../../helpers/history-row.ts';

const FRIDAY = '2026-11-20';
const SUNDAY = '2026-11-22';

function missing(stock: string, known = false): Missing {
  const row = decodeHistoryRow(historyRow({ stock, name: '가', trigger: '09:05:00' }));
  if (row.is !== 'reading') throw new Error('no reading');
  const { reading } = row;
  const key = {
    stock,
    triggerTime: reading.triggerTime,
    kind: reading.kind,
    venue: 'krx',
  } as const;
  const episode = {
    ...key,
    id: stock,
    day: SUNDAY,
    state: 'active',
    releaseTime: undefined,
  } as const;
  return { reading, episode: known ? episode : undefined };
}

async function openRows(): Promise<Rows> {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  return store.rows;
}

test('on a trading day everything is news', async () => {
  const rows = await openRows();
  expect(await newsOf(rows, FRIDAY, [missing('100000')])).toEqual([missing('100000')]);
});

test("on a closed day the first answer is the last trading day's, and later ones bring news", async () => {
  const rows = await openRows();
  const old = [missing('100000'), missing('100001')];
  expect(await newsOf(rows, SUNDAY, old)).toEqual([]);
  expect(await newsOf(rows, SUNDAY, [missing('100002'), ...old])).toEqual([missing('100002')]);
  expect(await newsOf(rows, SUNDAY, [missing('100002'), ...old])).toEqual([missing('100002')]);
});

test('an empty first answer shows that the broker tells nothing old', async () => {
  const rows = await openRows();
  expect(await newsOf(rows, SUNDAY, [])).toEqual([]);
  expect(await newsOf(rows, SUNDAY, [missing('100000')])).toEqual([missing('100000')]);
});

test('what the feed told on a closed day may end by the history at once', async () => {
  const rows = await openRows();
  const known = missing('100000', true);
  expect(await newsOf(rows, SUNDAY, [missing('100001'), known])).toEqual([known]);
});
