import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, type TestContext } from 'vitest';
import { backUp, backupOf } from '../../src/store/backups.ts';
import { examine } from '../../src/store/examine.ts';
import { mendStore, type Mended } from '../../src/store/mend-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { alert, aPlace, AT, daysAgo, opened } from './place.ts';

const ASIDE = 'vigil.db.broken-20261120-090501';

/** A closed ledger with an alert in it, and some more, so that it has many pages. */
async function aLedger(context: TestContext, stock = '005930'): Promise<string> {
  const path = aPlace(context);
  const store = await openStore(path);
  await alert(store.rows, stock);
  for (let i = 0; i < 100; i += 1) await store.rows.keep(`key ${i}`, 'x'.repeat(1_000));
  await store.close();
  return path;
}

const mend = (path: string, isKnown = true): Mended | undefined =>
  mendStore(path, examine(path), { isKnown, at: AT });

const stocks = async (context: TestContext, path: string): Promise<readonly string[]> =>
  (await (await opened(context, path)).rows.ledger({})).map(({ stock }) => stock);

function scribble(path: string, from: number, to: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, from, to);
  writeFileSync(path, bytes);
}

const DAMAGES: readonly (readonly [string, (path: string) => void])[] = [
  ['emptied', (path) => truncateSync(path)],
  [
    'overwritten with something else',
    (path) => writeFileSync(path, 'no database at all'.repeat(99)),
  ],
  ['without its header', (path) => scribble(path, 0, 100)],
  ['with flipped pages', (path) => scribble(path, 8_192, 80_000)],
  ['cut in half', (path) => truncateSync(path, readFileSync(path).length / 2)],
  [
    'with an event nobody can read',
    (path) => {
      const db = new DatabaseSync(path);
      db.exec(`update events set body = '{"stock":1}'`);
      db.close();
    },
  ],
];

describe.each(DAMAGES)('a ledger %s', (_how, damage) => {
  test('is moved aside, and the next one begins empty', async (context) => {
    const path = await aLedger(context);
    damage(path);
    const damaged = readFileSync(path);
    expect(mend(path)).toMatchObject({ keptAs: ASIDE, restored: undefined });
    expect(readFileSync(join(dirname(path), ASIDE))).toEqual(damaged);
    expect(await stocks(context, path)).toEqual([]);
  });

  test('is moved aside on the first start, too', async (context) => {
    const path = await aLedger(context);
    damage(path);
    expect(mend(path, false)).toMatchObject({ keptAs: ASIDE });
  });

  test('comes back as its newest good copy', async (context) => {
    const path = await aLedger(context);
    await backUp(path, daysAgo(2));
    await backUp(path, daysAgo(1));
    writeFileSync(backupOf(path, daysAgo(0)), 'a bad copy');
    damage(path);
    const restored = basename(backupOf(path, daysAgo(1)));
    expect(mend(path)).toMatchObject({ keptAs: ASIDE, restored });
    expect(await stocks(context, path)).toEqual(['005930']);
    expect(existsSync(backupOf(path, daysAgo(1)))).toBe(true);
  });
});

describe('a ledger', () => {
  test('that is sound stays as it is', async (context) => {
    const path = await aLedger(context);
    expect(mend(path)).toBeUndefined();
    expect(await stocks(context, path)).toEqual(['005930']);
  });

  test('that a killed process left open is sound', async (context) => {
    const path = await aLedger(context);
    const store = await openStore(path);
    await alert(store.rows, '000660');
    const copy = join(dirname(path), 'left.db');
    for (const end of ['', '-wal', '-shm']) copyFileSync(path + end, copy + end);
    await store.close();
    expect(examine(copy)).toEqual({ is: 'sound' });
    expect(await stocks(context, copy)).toEqual(['005930', '000660']);
  });

  test('that never was is no damage; one that is gone comes back as its copy', async (context) => {
    const path = await aLedger(context);
    await backUp(path, daysAgo(1));
    rmSync(path);
    expect(mend(path, false)).toBeUndefined();
    expect(mend(path)).toEqual({
      why: 'it is gone',
      keptAs: undefined,
      restored: basename(backupOf(path, daysAgo(1))),
    });
    expect(await stocks(context, path)).toEqual(['005930']);
  });

  test('that is gone leaves no log that would be played onto its copy', async (context) => {
    const path = await aLedger(context);
    await backUp(path, daysAgo(1));
    const store = await openStore(path);
    await alert(store.rows, '000660');
    const left = readFileSync(`${path}-wal`);
    await store.close();
    rmSync(path);
    writeFileSync(`${path}-wal`, left);
    expect(mend(path)).toMatchObject({ keptAs: undefined });
    expect(examine(path)).toEqual({ is: 'sound' });
    expect(await stocks(context, path)).toEqual(['005930']);
  });

  test('of a later program is left alone, and so is its copy', async (context) => {
    const path = await aLedger(context);
    const db = new DatabaseSync(path);
    db.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '')`);
    db.close();
    expect(examine(path)).toEqual({ is: 'newer', migration: '9999-later' });
    expect(mend(path)).toBeUndefined();
    await backUp(path, daysAgo(1));
    truncateSync(path);
    expect(mend(path)).toMatchObject({ restored: undefined });
  });

  test('damaged twice in one second is kept twice', async (context) => {
    const path = await aLedger(context);
    truncateSync(path);
    mend(path);
    writeFileSync(path, 'again');
    expect(mend(path)).toMatchObject({ keptAs: `${ASIDE}.2` });
    expect(readFileSync(join(dirname(path), `${ASIDE}.2`), 'utf8')).toBe('again');
    expect(readFileSync(join(dirname(path), ASIDE), 'utf8')).toBe('');
  });
});

test('what is no file, like a device, is never moved aside', () => {
  expect(() => examine('/dev/null')).toThrow('not a file: /dev/null');
});
