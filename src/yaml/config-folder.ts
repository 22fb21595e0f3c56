import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LARGEST_FILE } from './source-text.ts';

/** What became of reading a file. */
export type FileRead =
  | { readonly is: 'read'; readonly bytes: Uint8Array }
  /** `why`: a short text for people. */
  | { readonly is: 'unread'; readonly why: string; readonly missing: boolean };

/** The configuration folder as the loaders see it. */
export interface ConfigFolder {
  /** As it is shown in faults. */
  readonly path: string;
  /** One of Vigil's own files, `rules.yaml`; it may be a link to anywhere. */
  read(name: string): FileRead;
  /** A file that a file names: only below the folder, links resolved. */
  readBelow(name: string): FileRead;
}

const unread = (why: string): FileRead => ({ is: 'unread', why, missing: false });
const MISSING: FileRead = { is: 'unread', why: 'there is no such file', missing: true };

function readFile(path: string): FileRead {
  const stat = statSync(path);
  if (!stat.isFile()) return unread('not a file');
  if (stat.size > LARGEST_FILE) return unread(`larger than ${LARGEST_FILE} bytes (1 MiB)`);
  return { is: 'read', bytes: readFileSync(path) };
}

function orWhy(read: () => FileRead): FileRead {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return code === 'ENOENT' ? MISSING : unread(`it cannot be read (${code})`);
  }
}

/** The folder on disk. */
export const configFolder = (path: string): ConfigFolder => ({
  path,
  read: (name) => orWhy(() => readFile(join(path, name))),
  readBelow: (name) =>
    orWhy(() => {
      const outside = unread('it lies outside the configuration folder');
      // Asked before the links, so that nothing outside is even looked at.
      if (!resolve(path, name).startsWith(resolve(path) + sep)) return outside;
      const real = realpathSync(resolve(path, name));
      return real.startsWith(realpathSync(path) + sep) ? readFile(real) : outside;
    }),
});

const asRead = (text: string): FileRead => ({ is: 'read', bytes: new TextEncoder().encode(text) });

/** The folder, were its own files these texts. */
export const withTexts = (
  folder: ConfigFolder,
  texts: Readonly<Record<string, string>>,
): ConfigFolder => ({
  ...folder,
  read(name) {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    return text === undefined ? folder.read(name) : asRead(text);
  },
});

/** A folder in memory, for tests and for text that is not saved yet. */
export function folderOf(files: Readonly<Record<string, string>>, path = 'config'): ConfigFolder {
  const read = (name: string): FileRead => {
    const text = Object.hasOwn(files, name) ? files[name] : undefined;
    return text === undefined ? MISSING : asRead(text);
  };
  return { path, read, readBelow: read };
}
