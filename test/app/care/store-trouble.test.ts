import { existsSync } from 'node:fs';
import { describe, expect, test, type TestContext } from 'vitest';
import type { Notice } from '../../../src/alert/notice.ts';
import { storeTrouble, type StoreTrouble } from '../../../src/app/care/store-trouble.ts';
import { keepBallast } from '../../../src/store/ballast.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { aPlace, opened } from '../../store/place.ts';

const BUSY = 5;
const FULL = 13;

interface Scene {
  readonly trouble: StoreTrouble;
  readonly told: Notice['is'][];
  readonly ballast: () => boolean;
  /** Whether the operator can be reached. */
  reachable: boolean;
  /** Why the store refuses; `undefined`: it does not. */
  refuses: number | undefined;
  /** Looks every second for so long. */
  pass(ms: number): Promise<void>;
}

async function scene(context: TestContext): Promise<Scene> {
  const path = aPlace(context);
  const store = await opened(context, path);
  await keepBallast(path);
  const clock = fakeClock();
  const told: Notice['is'][] = [];
  const keep = (key: string, value: string): Promise<void> => {
    const { refuses } = it;
    if (refuses === undefined) return store.rows.keep(key, value);
    return Promise.reject(Object.assign(new Error('refused'), { errcode: refuses }));
  };
  const trouble = storeTrouble({
    store: { ...store, rows: { ...store.rows, keep } },
    clock,
    log: () => undefined,
  });
  const voice = async ({ is }: Notice): Promise<boolean> => {
    told.push(is);
    return it.reachable;
  };
  const it: Scene = {
    trouble,
    told,
    ballast: () => existsSync(`${path}.ballast`),
    reachable: true,
    refuses: undefined,
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        await clock.advance(1_000);
        await trouble.look(voice);
      }
    },
  };
  return it;
}

describe('a store', () => {
  test('that takes writes is well', async (context) => {
    const it = await scene(context);
    expect(await it.trouble.probe()).toBe(true);
    await it.pass(60_000);
    expect(it.trouble.isWell()).toBe(true);
    expect(it.told).toEqual([]);
    expect(it.ballast()).toBe(true);
  });

  test('that is busy for a moment is nobody’s concern', async (context) => {
    const it = await scene(context);
    it.refuses = BUSY;
    expect(await it.trouble.probe()).toBe(false);
    expect(it.trouble.isWell()).toBe(false);
    it.refuses = undefined;
    await it.pass(10_000);
    expect(it.trouble.isWell()).toBe(true);
    expect(it.told).toEqual([]);
    expect(it.ballast()).toBe(true);
  });

  test('that stays busy is told, and so is its end', async (context) => {
    const it = await scene(context);
    it.refuses = BUSY;
    await it.trouble.probe();
    await it.pass(30_000);
    expect(it.told).toEqual(['store-fault']);
    it.refuses = undefined;
    await it.pass(10_000);
    expect(it.told).toEqual(['store-fault', 'store-back']);
    expect(it.trouble.isWell()).toBe(true);
  });

  test('on a full disk gets the ballast’s space, and is not well before that is back', async (context) => {
    const it = await scene(context);
    it.refuses = FULL;
    await it.trouble.probe();
    expect(it.ballast()).toBe(false);
    await it.pass(1_000);
    expect(it.told).toEqual(['store-fault']);
    await it.pass(20_000);
    expect(it.trouble.isWell()).toBe(false);
    expect(it.ballast()).toBe(false);
    it.refuses = undefined;
    await it.pass(10_000);
    expect(it.trouble.isWell()).toBe(true);
    expect(it.ballast()).toBe(true);
    expect(it.told).toEqual(['store-fault', 'store-back']);
  });

  test('that was busy and then is full is told as full at once', async (context) => {
    const it = await scene(context);
    it.refuses = BUSY;
    await it.trouble.probe();
    await it.pass(1_000);
    it.refuses = FULL;
    await it.trouble.probe();
    await it.pass(1_000);
    expect(it.told).toEqual(['store-fault']);
    expect(it.ballast()).toBe(false);
  });

  test('is told again and again until somebody takes the notice, and no more', async (context) => {
    const it = await scene(context);
    it.refuses = FULL;
    it.reachable = false;
    await it.trouble.probe();
    await it.pass(59_000);
    expect(it.told).toEqual(['store-fault', 'store-fault']);
    it.reachable = true;
    await it.pass(120_000);
    expect(it.told).toEqual(['store-fault', 'store-fault', 'store-fault']);
  });
});
