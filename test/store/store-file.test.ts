import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { alert, aPlace, AT, opened } from './place.ts';

test('a ledger that is where it belongs is in place', async (context) => {
  const store = await opened(context, aPlace(context));
  await alert(store.rows, '005930');
  expect(store.file?.isInPlace()).toBe(true);
});

test('a ledger in memory has no file', async (context) => {
  expect((await opened(context, ':memory:')).file).toBeUndefined();
});

test.each<[string, (path: string) => void]>([
  ['deleted', (path) => rmSync(path)],
  [
    'deleted with all beside it',
    (path) => ['', '-wal', '-shm'].forEach((end) => rmSync(path + end)),
  ],
  ['moved', (path) => renameSync(path, `${path}.elsewhere`)],
  ['deleted with its folder', (path) => rmSync(dirname(path), { recursive: true })],
])('one that is %s while open is written again, and nothing is lost', async (_how, remove) => {
  const path = aPlace({ onTestFinished: () => undefined });
  const store = await openStore(path);
  await alert(store.rows, '000001');
  remove(path);
  expect(store.file?.isInPlace()).toBe(false);
  await alert(store.rows, '000002');
  const meanwhile = alert(store.rows, '000003');
  expect(await store.file?.putBack(AT)).toBeUndefined();
  await meanwhile;
  expect(store.file?.isInPlace()).toBe(true);
  await alert(store.rows, '000004');
  await store.close();
  const again = await openStore(path);
  const stocks = (await again.rows.ledger({})).map(({ stock }) => stock);
  await again.close();
  rmSync(dirname(path), { recursive: true });
  expect(stocks).toEqual(['000001', '000002', '000003', '000004']);
});

test('what stands in its place is kept under another name', async (context) => {
  const path = aPlace(context);
  const store = await opened(context, path);
  await alert(store.rows, '000001');
  rmSync(path);
  writeFileSync(path, 'something else');
  const version = store.version();
  const keptAs = await store.file?.putBack(AT);
  expect(store.version()).not.toBe(version);
  expect(keptAs).toBe(`${path}.broken-20261120-090501`);
  expect(existsSync(`${path}.broken-20261120-090501`)).toBe(true);
  expect(readdirSync(dirname(path))).not.toContain('vigil.db.new');
  expect(await store.rows.ledger({})).toHaveLength(1);
});

test('its log is emptied into the file once five hundred rows are in it', async (context) => {
  const path = aPlace(context);
  const store = await opened(context, path);
  /** What the file holds without its log. */
  const inFile = async (): Promise<number> => {
    const copy = aPlace(context);
    copyFileSync(path, copy);
    return (await (await opened(context, copy)).rows.ledger({})).length;
  };
  const alerts = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) {
      await store.transaction((rows) => alert(rows, String(100_000 + n)));
    }
  };
  // An alert of these changes eight.
  await alerts(0, 62);
  await store.file?.tidy();
  expect(await inFile()).toBe(0);
  await alerts(62, 63);
  const meanwhile = alerts(63, 64);
  await store.file?.tidy();
  await meanwhile;
  expect(await inFile()).toBeGreaterThanOrEqual(63);
  expect(await store.rows.ledger({})).toHaveLength(64);
});
