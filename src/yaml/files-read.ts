import { atOnce, type Sliced } from '../platform/in-slices.ts';
import type { ConfigFolder, FileRead } from './config-folder.ts';

/** A file as it was when the folder was read. */
export interface FileWas {
  readonly was: FileRead;
  /** Whether another file names it (`readBelow`). */
  readonly isNamed: boolean;
}

/** What a folder was asked for, by the name that was asked for; what was not there included. */
export type FilesRead = ReadonlyMap<string, FileWas>;

/** The folder, and every file that is read of it from now on. */
export function recordReads(folder: ConfigFolder): {
  readonly folder: ConfigFolder;
  readonly files: FilesRead;
} {
  const files = new Map<string, FileWas>();
  const recorded =
    (isNamed: boolean) =>
    (name: string): FileRead => {
      const was = readAgain(folder, name, isNamed);
      files.set(name, { was, isNamed });
      return was;
    };
  const recording: ConfigFolder = {
    path: folder.path,
    read: recorded(false),
    readBelow: recorded(true),
  };
  return { folder: recording, files };
}

const readAgain = (folder: ConfigFolder, name: string, isNamed: boolean): FileRead =>
  isNamed ? folder.readBelow(name) : folder.read(name);

function same(a: FileRead, b: FileRead): boolean {
  if (a.is === 'read') return b.is === 'read' && Buffer.compare(a.bytes, b.bytes) === 0;
  return b.is === 'unread' && a.why === b.why;
}

/** Whether both readings found the same files with the same bytes. */
export const sameFiles = (a: FilesRead, b: FilesRead): boolean =>
  a.size === b.size &&
  [...a].every(([name, { was }]) => {
    const other = b.get(name);
    return other !== undefined && same(was, other.was);
  });

/** Whether every file of the folder still holds what it held then, file by file. */
export function* readingAgain(folder: ConfigFolder, files: FilesRead): Sliced<boolean> {
  for (const [name, { was, isNamed }] of files) {
    if (!same(was, readAgain(folder, name, isNamed))) return false;
    yield;
  }
  return true;
}

/** The same at once. */
export const areAsRead = (folder: ConfigFolder, files: FilesRead): boolean =>
  atOnce(readingAgain(folder, files));
