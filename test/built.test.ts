import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
let texts: ReadonlyMap<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(ROOT, '.tools/built-'));
  await promisify(execFile)(process.execPath, [join(ROOT, '.ci/build.mjs'), folder]);
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
  texts = new Map(await Promise.all((await readdir(folder)).map(read)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('what the built program looks for is where it looks', () => {
  const all = [...texts.values()].join('\n');
  const beside = all.matchAll(/new URL\("([^"]+)", new URL\("([^"]+)", import\.meta\.url\)/g);
  const paths = [...beside].map(([, file, source]) => join(folder, source!, '..', file!));
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  expect(paths).toContain(join(ROOT, 'docs/slack-manifest.yaml'));
  expect(all).toContain('new URL("./read-thread.mjs", import.meta.url)');
  expect(texts.has('read-thread.mjs')).toBe(true);
});

test('its texts hold Latin letters only, since V8 keeps every other text at twice the size', () => {
  const others = [...texts].filter(([, text]) => /[^\0-\u007f]/.test(text));
  expect(others.map(([name]) => name)).toEqual([]);
});

test('it speaks Korean', () => {
  const { stdout } = spawnSync(process.execPath, [join(folder, 'vigil.mjs')], { encoding: 'utf8' });
  expect(stdout).toContain('VI 알림 봇');
});
