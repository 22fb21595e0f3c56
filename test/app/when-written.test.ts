import { expect, test } from 'vitest';
import { whenWritten } from '../../src/app/when-written.ts';

/** A look whose store has the version that is given to `written`. */
function desk(isDue?: () => boolean) {
  const versions: (string | undefined)[] = ['1'];
  const looks: (string | undefined)[] = [];
  let fails = false;
  const version = (): string | undefined => versions.at(-1);
  const look = async (): Promise<void> => {
    looks.push(version());
    if (fails) throw new Error('refused');
  };
  return {
    looks,
    look: whenWritten({ version }, look, isDue),
    written: (next: string | undefined) => void versions.push(next),
    fail: (now: boolean) => void (fails = now),
  };
}

test('a store is looked at first of all, and again once somebody has written', async () => {
  const { look, looks, written } = desk();
  await look();
  await look();
  expect(looks).toEqual(['1']);
  written('2');
  await look();
  await look();
  expect(looks).toEqual(['1', '2']);
});

test('a store that cannot tell is looked at each time', async () => {
  const { look, looks, written } = desk();
  written(undefined);
  await look();
  await look();
  expect(looks).toHaveLength(2);
});

test('a look that failed is taken again though nobody has written', async () => {
  const { look, looks, fail } = desk();
  fail(true);
  await expect(look()).rejects.toThrow('refused');
  fail(false);
  await look();
  await look();
  expect(looks).toHaveLength(2);
});

test('what is written while it is looked at is seen by the next look', async () => {
  let version = '1';
  let looks = 0;
  const look = whenWritten({ version: () => version }, async () => {
    looks += 1;
    version = '2';
  });
  await look();
  await look();
  await look();
  expect(looks).toBe(2);
});

test('what is due is looked at though nobody has written', async () => {
  let isDue = false;
  const { look, looks } = desk(() => isDue);
  await look();
  isDue = true;
  await look();
  expect(looks).toHaveLength(2);
});
