import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPassing, needsSpace } from '../../src/store/sqlite-fault.ts';
import type { Store } from '../../src/store/store.ts';
import { canMount, smallDisk, type SmallDisk } from '../helpers/small-disk.ts';
import { alert, aPlace, opened } from './place.ts';

/** An open store on a disk of its own with an alert in it. */
async function scene(): Promise<{ readonly store: Store; readonly disk: SmallDisk }> {
  const path = join(dirname(aPlace({ onTestFinished })), 'disk/vigil.db');
  const disk = smallDisk(dirname(path), 4)!;
  onTestFinished(() => disk.remove());
  const store = await opened({ onTestFinished }, path);
  await alert(store.rows, '000001');
  return { store, disk };
}

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (fault: unknown) => fault,
  );

describe.runIf(canMount())('on a full disk', () => {
  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['a statement', (store) => store.rows.keep('key', 'x'.repeat(100_000))],
    ['a transaction', (store) => store.transaction((rows) => alert(rows, '000002'))],
    // SQLite ends it in the middle by itself: what Kysely rolls back then is not there any more.
    [
      'a long transaction',
      (store) =>
        store.transaction(async (rows) => {
          for (let i = 0; i < 50; i += 1) await rows.keep(`key ${i}`, 'x'.repeat(100_000));
        }),
    ],
  ])('%s fails as what may pass, leaves nothing, and goes through later', async (_what, work) => {
    const { store, disk } = await scene();
    disk.fill();
    const fault = await faultOf(work(store));
    expect([isPassing(fault), needsSpace(fault)]).toEqual([true, true]);
    expect(await store.rows.ledger({})).toHaveLength(1);
    expect(await store.rows.kept('key 0')).toBeUndefined();
    disk.clear();
    await alert(store.rows, '000003');
    expect(await store.rows.ledger({})).toHaveLength(2);
  });
});
