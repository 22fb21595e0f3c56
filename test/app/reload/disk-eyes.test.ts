import { mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { diskEyes } from '../../../src/app/reload/disk-eyes.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-eyes-'));
  await writeFile(at('rules.yaml'), 'one');
  await writeFile(at('other.yaml'), 'one');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CHANGES: readonly (readonly [string, () => Promise<void>])[] = [
  ['written', () => writeFile(at('rules.yaml'), 'two')],
  ['replaced by another of the same size', () => rename(at('other.yaml'), at('rules.yaml'))],
  ['removed', () => unlink(at('rules.yaml'))],
  [
    'turned into a link',
    async () => {
      await unlink(at('rules.yaml'));
      await symlink(at('other.yaml'), at('rules.yaml'));
    },
  ],
];

test.each(CHANGES)(
  'a file that is %s has another stamp, and its folder tells',
  async (_, change) => {
    const before = await diskEyes.stamp(at('rules.yaml'));
    expect(await diskEyes.stamp(at('rules.yaml'))).toBe(before);
    let heard = 0;
    const deafen = diskEyes.listen([folder], () => (heard += 1));
    await change();
    expect(await diskEyes.stamp(at('rules.yaml'))).not.toBe(before);
    await vi.waitFor(() => expect(heard).toBeGreaterThan(0));
    deafen();
  },
);

test('a link that leads elsewhere has another stamp', async () => {
  await symlink(at('rules.yaml'), at('link'));
  const before = await diskEyes.stamp(at('link'));
  await symlink(at('other.yaml'), at('new'));
  await rename(at('new'), at('link'));
  expect(await diskEyes.stamp(at('link'))).not.toBe(before);
});

test('a file that is not there has one, and a folder that is not there only stays silent', async () => {
  const missing = await diskEyes.stamp(at('missing'));
  expect(await diskEyes.stamp(at('missing'))).toBe(missing);
  const deafen = diskEyes.listen([at('no-folder')], () => expect.unreachable());
  deafen();
  await writeFile(at('missing'), '');
  expect(await diskEyes.stamp(at('missing'))).not.toBe(missing);
});
