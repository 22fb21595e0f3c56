import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const STORE = new URL('../../src/store/', import.meta.url).href;

/** Says when it is loaded, waits for a word, does its work and says how that went. */
const PROGRAM = `
const { openStore } = await import('${STORE}open-store.ts');
const { lockStore } = await import('${STORE}lock-store.ts');
const [, , work, path] = process.argv;
const works = {
  async open() {
    const store = await openStore(path);
    await store.rows.keep(String(process.pid), 'here');
    await store.close();
    return 'opened';
  },
  lock() {
    held = lockStore(path);
    return held === undefined ? 'refused' : 'held';
  },
};
let held;
// Holds what it has until it is killed.
process.on('message', () => held);
process.send('loaded');
process.once('message', async () => {
  try {
    process.send(await works[work]());
  } catch (fault) {
    process.send(String(fault));
  }
});
`;

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-store-'));
  path = join(folder, 'data/vigil.db');
  await writeFile(join(folder, 'program.mjs'), PROGRAM);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What each of these said, having started at the same moment. */
async function together(work: 'open' | 'lock', count: number): Promise<readonly string[]> {
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, [join(folder, 'program.mjs'), work, path], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const next = (child: (typeof children)[number]): Promise<string> =>
    new Promise((resolve) => {
      child.once('message', (said: unknown) => resolve(typeof said === 'string' ? said : ''));
    });
  try {
    await Promise.all(children.map(next));
    const said = children.map(next);
    children.forEach((child) => child.send('go'));
    return (await Promise.all(said)).toSorted();
  } finally {
    children.forEach((child) => child.kill('SIGKILL'));
  }
}

test('processes that open a fresh store at once all get it', async () => {
  for (let round = 0; round < 3; round += 1) {
    await rm(join(folder, 'data'), { recursive: true, force: true });
    expect(await together('open', 3)).toEqual(['opened', 'opened', 'opened']);
  }
});

test('of bots that start at once exactly one takes the store', async () => {
  for (let round = 0; round < 4; round += 1) {
    expect(await together('lock', 2)).toEqual(['held', 'refused']);
  }
});

test('a migration that fails halfway leaves nothing behind, and the next start completes it', async () => {
  await mkdir(join(folder, 'data'));
  const inTheWay = new DatabaseSync(path);
  inTheWay.exec('create table attempts (id integer)');
  await expect(openStore(path)).rejects.toThrow('the ledger cannot be brought up to date');
  const made = inTheWay.prepare("select name from sqlite_master where name = 'events'").all();
  inTheWay.exec('drop table attempts');
  inTheWay.close();
  expect(made).toEqual([]);
  const store = await openStore(path);
  expect(await store.rows.waiting()).toEqual([]);
  await store.close();
});
