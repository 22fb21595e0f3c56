import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, type TestContext } from 'vitest';
import type { Notice } from '../../../src/alert/notice.ts';
import { lastWholeDay, isQuiet, nightly } from '../../../src/app/care/nightly.ts';
import { sleep, systemClock, type Clock } from '../../../src/platform/clock.ts';
import { instantOf } from '../../../src/vi/kst.ts';
import { alert, aPlace, opened } from '../../store/place.ts';

describe.each([
  ['2026-11-20', '20:09:59', false, '2026-11-19'],
  ['2026-11-20', '20:10:00', true, '2026-11-20'],
  ['2026-11-20', '23:59:59', true, '2026-11-20'],
  ['2026-11-20', '00:00:00', true, '2026-11-19'],
  ['2026-11-20', '07:29:59', true, '2026-11-19'],
  ['2026-11-20', '07:30:00', false, '2026-11-19'],
  ['2026-11-20', '12:00:00', false, '2026-11-19'],
  ['2026-11-21', '12:00:00', true, '2026-11-20'],
])('%s %s', (day, time, quiet, ended) => {
  const at = instantOf(day, time);
  test(`is ${quiet ? '' : 'not '}quiet`, () => expect(isQuiet(at)).toBe(quiet));
  test(`comes after ${ended}`, () => expect(lastWholeDay(at)).toBe(ended));
});

interface Night {
  readonly path: string;
  readonly told: readonly Notice[];
  readonly days: () => readonly string[];
  /** Looks at this time, having run for so many minutes. */
  look(day: string, time: string, minutes?: number): Promise<void>;
  readonly ledger: () => Promise<number>;
}

/** A ledger with an old alert and a new one. Its clock stands where it is put; sleeps are short. */
async function aNight(context: TestContext): Promise<Night> {
  const path = aPlace(context);
  const store = await opened(context, path);
  await alert(store.rows, '000001', { day: '2025-01-02' });
  await alert(store.rows, '000002');
  let now = instantOf('2026-11-20', '15:00:00');
  let elapsed = 0;
  const clock: Clock = {
    now: () => now,
    elapsed: () => elapsed,
    after: (_ms, fn) => systemClock.after(0, fn),
  };
  const told: Notice[] = [];
  const night = nightly({ store, clock, log: () => undefined }, (notice) => void told.push(notice));
  const folder = join(dirname(path), 'backup');
  return {
    path,
    told,
    days: () => (existsSync(folder) ? readdirSync(folder).toSorted() : []),
    async look(day, time, minutes = 60) {
      now = instantOf(day, time);
      elapsed = minutes * 60_000;
      await night.look();
      await sleep(systemClock, 0);
    },
    ledger: async () => (await store.rows.ledger({})).length,
  };
}

describe('at night', () => {
  test('the ledger lets go of what is old, and is copied', async (context) => {
    const it = await aNight(context);
    await it.look('2026-11-20', '20:10:00');
    expect(it.days()).toEqual(['vigil-2026-11-20.db']);
    expect(await it.ledger()).toBe(1);
    const copy = await opened(context, join(dirname(it.path), 'backup/vigil-2026-11-20.db'));
    expect(await copy.rows.ledger({})).toMatchObject([{ stock: '000002' }]);
    expect(it.told).toEqual([]);
  });

  test('it is done once for each day, and a day without a copy is made up for', async (context) => {
    const it = await aNight(context);
    await it.look('2026-11-20', '06:00:00');
    await it.look('2026-11-20', '12:00:00');
    expect(it.days()).toEqual(['vigil-2026-11-19.db']);
    rmSync(join(dirname(it.path), 'backup/vigil-2026-11-19.db'));
    await it.look('2026-11-20', '06:30:00');
    expect(it.days()).toEqual([]);
    await it.look('2026-11-20', '21:00:00');
    await it.look('2026-11-21', '21:00:00');
    expect(it.days()).toEqual(['vigil-2026-11-20.db', 'vigil-2026-11-21.db']);
  });

  test('nothing is done while markets may be open, or just after a start', async (context) => {
    const it = await aNight(context);
    await it.look('2026-11-20', '12:00:00');
    await it.look('2026-11-20', '21:00:00', 0);
    expect(it.days()).toEqual([]);
    expect(await it.ledger()).toBe(2);
    await it.look('2026-11-20', '21:00:00', 1);
    expect(it.days()).toEqual(['vigil-2026-11-20.db']);
  });

  test('a copy that fails is told once a day and tried again every hour', async (context) => {
    const it = await aNight(context);
    const folder = join(dirname(it.path), 'backup');
    writeFileSync(folder, 'in the way');
    await it.look('2026-11-20', '20:10:00', 100);
    await it.look('2026-11-20', '20:20:00', 110);
    await it.look('2026-11-20', '21:20:00', 170);
    expect(it.told).toMatchObject([{ is: 'backup-failed' }]);
    rmSync(folder);
    await it.look('2026-11-20', '21:30:00', 180);
    expect(it.days()).toEqual([]);
    await it.look('2026-11-20', '22:30:00', 240);
    expect(it.days()).toEqual(['vigil-2026-11-20.db']);
    expect(it.told).toHaveLength(1);
  });
});
