import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, backupOf, emptyLog, newestBackup } from '../../src/store/backups.ts';
import { openStore } from '../../src/store/open-store.ts';
import { alert, aPlace, DAY, daysAgo, opened } from './place.ts';

const copiesOf = (path: string): readonly string[] =>
  readdirSync(join(dirname(path), 'backup')).toSorted();

test('a copy of an open ledger holds all that was written before, and stands alone', async (context) => {
  const path = aPlace(context);
  const store = await opened(context, path);
  await alert(store.rows, '005930');
  await backUp(path, DAY);
  await alert(store.rows, '000660');
  expect(copiesOf(path)).toEqual(['vigil-2026-11-20.db']);
  const copy = await opened(context, backupOf(path, DAY));
  expect((await copy.rows.ledger({})).map(({ stock }) => stock)).toEqual(['005930']);
  expect(await store.rows.ledger({})).toHaveLength(2);
});

test('only its owner may read it', async (context) => {
  const path = aPlace(context);
  await opened(context, path);
  await backUp(path, DAY);
  expect(statSync(backupOf(path, DAY)).mode & 0o777).toBe(0o600);
});

test('the newest seven stay, and nothing else is touched', async (context) => {
  const path = aPlace(context);
  await opened(context, path);
  for (let ago = 9; ago >= 0; ago -= 1) await backUp(path, daysAgo(ago));
  writeFileSync(join(dirname(path), 'backup/notes.db'), 'mine');
  await backUp(path, DAY);
  const days = [6, 5, 4, 3, 2, 1, 0].map((ago) => `vigil-${daysAgo(ago)}.db`);
  expect(copiesOf(path)).toEqual(['notes.db', ...days]);
  expect(newestBackup(path)).toBe(backupOf(path, DAY));
});

test('a copy that fails leaves nothing half, and says so', async (context) => {
  const path = aPlace(context);
  await opened(context, path);
  const inTheWay = backupOf(path, DAY);
  mkdirSync(join(inTheWay, 'a folder'), { recursive: true });
  await expect(backUp(path, DAY)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(copiesOf(path)).toEqual(['vigil-2026-11-20.db']);
  await backUp(path, daysAgo(1));
  expect(newestBackup(path)).toBe(backupOf(path, daysAgo(1)));
});

test('a place without copies has no newest one', (context) => {
  expect(newestBackup(aPlace(context))).toBeUndefined();
});

test('emptying the log loses nothing', async (context) => {
  const path = aPlace(context);
  const store = await openStore(path);
  await alert(store.rows, '005930');
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  emptyLog(path);
  expect(statSync(`${path}-wal`).size).toBe(0);
  expect(await store.rows.ledger({})).toHaveLength(1);
  await store.close();
});
