import { expect, test } from 'vitest';
import { persistentStore } from '../../src/store/persistent-store.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { opened } from './place.ts';

const fault = (errcode: number): Error => Object.assign(new Error(`code ${errcode}`), { errcode });

interface Scene {
  readonly clock: FakeClock;
  readonly store: Store;
  readonly heard: unknown[];
  /** What the store says to the next pieces of work, one each. */
  readonly refusals: Error[];
}

/** A store in memory that refuses as it is told. */
async function scene(context: Parameters<typeof opened>[0]): Promise<Scene> {
  const inner = await opened(context, ':memory:');
  const clock = fakeClock();
  const refusals: Error[] = [];
  const heard: unknown[] = [];
  const refuse = (): void => {
    const refusal = refusals.shift();
    if (refusal !== undefined) throw refusal;
  };
  const store: Store = {
    ...inner,
    rows: {
      ...inner.rows,
      async keep(key, value) {
        refuse();
        await inner.rows.keep(key, value);
      },
    },
    async transaction(work) {
      refuse();
      return inner.transaction(work);
    },
  };
  const persistent = persistentStore(store, clock, (why) => void heard.push(why));
  return { clock, store: persistent, heard, refusals };
}

const WORKS: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
  ['a statement', (store) => store.rows.keep('key', 'value')],
  ['a transaction', (store) => store.transaction((rows) => rows.keep('key', 'value'))],
];

/** Full, busy, an I/O fault with its extended code, read-only, cannot open. */
const PASSING = [13, 5, 4874, 8, 14];

test.each(WORKS)('%s is done when the store takes it again', async (_what, work) => {
  const { clock, store, heard, refusals } = await scene({ onTestFinished: () => undefined });
  const faults = PASSING.map(fault);
  refusals.push(...faults);
  const done = work(store);
  await clock.advance(PASSING.length * 1_000 - 1);
  expect(await store.rows.kept('key')).toBeUndefined();
  await clock.advance(1);
  await done;
  expect(await store.rows.kept('key')).toBe('value');
  expect(heard).toEqual(faults);
});

test.each(WORKS)('%s that can never be done fails at once', async (_what, work) => {
  const { store, heard, refusals } = await scene({ onTestFinished: () => undefined });
  const damage = fault(11);
  refusals.push(damage);
  await expect(work(store)).rejects.toBe(damage);
  expect(heard).toEqual([]);
});
