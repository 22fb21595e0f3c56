import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { alert, aPlace, AT, DAY, daysAgo, opened } from './place.ts';
import { newMute } from '../helpers/new-mute.ts';

const FIRST_KEPT = daysAgo(400);
const old = {
  day: FIRST_KEPT,
  commandsBefore: instantOf(daysAgo(7), '00:00:00'),
  atMost: 2,
};

async function dropAll(store: Store): Promise<void> {
  while ((await store.rows.dropOld(old)) > 0);
}

/** How many rows each table has. */
function rowsIn(path: string): Readonly<Record<string, unknown>> {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = ['obligations', 'events', 'episodes', 'messages', 'attempts'];
  const counts = tables.map((table) => [
    table,
    db.prepare(`select count(*) as n from ${table}`).get()!['n'],
  ]);
  db.close();
  return Object.fromEntries(counts);
}

const each = (count: number): Readonly<Record<string, number>> => ({
  obligations: count,
  events: count,
  episodes: count,
  messages: count,
  attempts: count,
});

describe('what is too old', () => {
  test('goes with all that hangs on it, and the first kept day stays', async (context) => {
    const path = aPlace(context);
    const store = await opened(context, path);
    for (let i = 0; i < 5; i += 1) await alert(store.rows, `00000${i}`, { day: daysAgo(401) });
    await alert(store.rows, '000001', { day: FIRST_KEPT });
    await alert(store.rows, '000001');
    await dropAll(store);
    expect(rowsIn(path)).toEqual(each(2));
    expect((await store.rows.ledger({})).map(({ day }) => day)).toEqual([FIRST_KEPT, DAY]);
  });

  test('goes a little at a time', async (context) => {
    const path = aPlace(context);
    const store = await opened(context, path);
    for (let i = 0; i < 5; i += 1) await alert(store.rows, `00000${i}`, { day: daysAgo(401) });
    expect(await store.rows.dropOld(old)).toBe(old.atMost);
    // What points to others goes first.
    expect(rowsIn(path)).toEqual({ ...each(5), obligations: 5 - old.atMost });
  });

  test('stays while it waits, however old', async (context) => {
    const path = aPlace(context);
    const store = await opened(context, path);
    await alert(store.rows, '000001', { day: daysAgo(900), waits: true });
    await alert(store.rows, '000002', { day: daysAgo(900) });
    await dropAll(store);
    expect(await store.rows.waiting()).toMatchObject([{ event: { stock: '000001' } }]);
    expect(rowsIn(path)).toMatchObject({ obligations: 1, events: 1, episodes: 1 });
  });

  test('of commands goes after days, and of mutes when they ended long ago', async (context) => {
    const store = await opened(context, aPlace(context));
    const { rows } = store;
    const long = instantOf(daysAgo(401), '09:00:00');
    const command = { person: 'p', words: 'w', result: 'r' };
    await rows.addResult({ ...command, id: 'old', at: instantOf(daysAgo(8), '09:00:00') });
    await rows.addResult({ ...command, id: 'new', at: AT });
    const mute = newMute(long);
    const ended = await rows.addMute(mute);
    await rows.endMutes([ended], 'unmuted', long);
    const open = await rows.addMute(mute);
    await dropAll(store);
    expect(await rows.result('old')).toBeUndefined();
    expect(await rows.result('new')).toBe('r');
    expect(await rows.mute(ended)).toBeUndefined();
    expect(await rows.mute(open)).toBeDefined();
  });
});
