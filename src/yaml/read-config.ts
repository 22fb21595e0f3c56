import type { ConfigFolder } from './config-folder.ts';
import type { ReadFile } from './finding.ts';
import { readData } from './read-data.ts';
import { faultAt, sourceText } from './source-text.ts';

/** One of the folder's own files; a file that is not there is a fault too. */
export function readConfig(folder: ConfigFolder, name: string): ReadFile {
  const file = `${folder.path}/${name}`;
  const read = folder.read(name);
  if (read.is === 'read') return readData(file, read.bytes);
  const message = `The file cannot be read: ${read.why}`;
  return { faults: [faultAt(sourceText(file, ''), 0, { message })] };
}
