import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freeBallast, keepBallast } from '../../src/store/ballast.ts';
import { canMount, smallDisk, type SmallDisk } from '../helpers/small-disk.ts';
import { aPlace } from './place.ts';

const MIB = 1024 * 1024;

test('the ballast takes space, and gives it back', async (context) => {
  const path = aPlace(context);
  expect(await keepBallast(path)).toBe(true);
  expect(statSync(`${path}.ballast`)).toMatchObject({ size: 4 * MIB });
  expect(statSync(`${path}.ballast`).mode & 0o777).toBe(0o600);
  freeBallast(path);
  expect(existsSync(`${path}.ballast`)).toBe(false);
  freeBallast(path);
});

test('one that was cut short is made whole', async (context) => {
  const path = aPlace(context);
  writeFileSync(`${path}.ballast`, 'half');
  expect(await keepBallast(path)).toBe(true);
  expect(statSync(`${path}.ballast`).size).toBe(4 * MIB);
});

describe.runIf(canMount())('on a small disk', () => {
  let path: string;
  let disk: SmallDisk;

  beforeEach((context) => {
    path = join(dirname(aPlace(context)), 'disk/vigil.db');
    disk = smallDisk(dirname(path), 9)!;
  });
  afterEach(() => disk.remove());

  test('it is made where as much again stays free, and kept when that is gone', async () => {
    expect(await keepBallast(path)).toBe(true);
    disk.fill();
    expect(await keepBallast(path)).toBe(true);
  });

  test('it is not made where it would take the last space', async () => {
    writeFileSync(join(dirname(path), 'other'), Buffer.alloc(2 * MIB));
    expect(await keepBallast(path)).toBe(false);
    expect(existsSync(`${path}.ballast`)).toBe(false);
  });
});
