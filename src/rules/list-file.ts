import type { ConfigFolder } from '../yaml/config-folder.ts';
import type { Complaint, Fault } from '../yaml/fault.ts';
import { readText } from '../yaml/read-text.ts';
import { shown } from '../yaml/shown.ts';
import { faultAt } from '../yaml/source-text.ts';
import type { Mention } from './mention.ts';
import { stockComplaint } from './stock-text.ts';

interface ListFile {
  readonly texts: readonly string[];
  readonly mentions: readonly Mention[];
  readonly faults: readonly Fault[];
  /** Why it could not be read: a complaint about the place that names it. */
  readonly refused?: Complaint;
}

const COMMENT = /(?:^|\s)#.*$/u;

/** One code or name a line; `#` begins a comment. */
export function readListFile(folder: ConfigFolder, name: string): ListFile {
  const read = folder.readBelow(name);
  if (read.is === 'unread') {
    return {
      texts: [],
      mentions: [],
      faults: [],
      refused: { message: `${shown(name)}: ${read.why}` },
    };
  }
  const { faults, source } = readText(`${folder.path}/${name}`, read.bytes);
  if (source === undefined || faults.length > 0) return { texts: [], mentions: [], faults };
  const rows = source.lines
    .map((line, row) => ({ text: line.replace(COMMENT, '').trim(), at: source.starts[row] ?? 0 }))
    .filter(({ text }) => text !== '');
  const wrong = rows.flatMap(({ text, at }) => {
    const complaint = stockComplaint(text);
    return complaint === undefined ? [] : [faultAt(source, at, complaint)];
  });
  const mentions = rows.map(({ text, at }) => ({
    text,
    fault: (complaint: Complaint) => faultAt(source, at, complaint),
  }));
  return { texts: rows.map(({ text }) => text), mentions, faults: wrong };
}
