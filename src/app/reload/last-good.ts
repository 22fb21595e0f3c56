import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { loadRules, type RulesOptions } from '../../rules/load-rules.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import type { FilesRead } from '../../yaml/files-read.ts';

const folderBeside = (store: string): string => join(dirname(store), 'last-good');

/** Where the set before lies while it is replaced. */
const before = (folder: string): string => `${folder}.before`;

/** Rules and lists, with their bytes; not `vigil.yaml`, whose faults always stop a start. */
const kept = (files: FilesRead): readonly (readonly [string, Uint8Array])[] =>
  [...files].flatMap(([name, { was }]) =>
    was.is === 'read' && name !== 'vigil.yaml' ? [[name, was.bytes] as const] : [],
  );

async function write(folder: string, files: FilesRead): Promise<void> {
  for (const [name, bytes] of kept(files)) {
    const path = join(folder, name);
    // A list that is named by a way around (`../config/a.txt`) has no place here.
    if (relative(folder, path).startsWith('..')) continue;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { mode: 0o600, flush: true });
  }
}

/**
 * Keeps the text of these rules beside the store, for a start with a broken file. One whole set is
 * on disk at any moment. Rejects when it cannot be written.
 */
export async function keepLastGood(store: string, files: FilesRead): Promise<void> {
  const folder = folderBeside(store);
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await write(fresh, files);
  await rm(before(folder), { recursive: true, force: true });
  await rename(folder, before(folder)).catch(() => undefined);
  await rename(fresh, folder);
  await rm(before(folder), { recursive: true, force: true });
}

/** The rules that were kept; `undefined` when there are none, or when they do not fit any more. */
export function loadLastGood(store: string, options: RulesOptions): RuleSet | undefined {
  const folder = folderBeside(store);
  const load = (path: string): RuleSet | undefined => loadRules(configFolder(path), options).set;
  return load(folder) ?? load(before(folder));
}
