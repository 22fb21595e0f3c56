import type { Fault } from './fault.ts';
import { faultAt, LARGEST_FILE, sourceText, type SourceText } from './source-text.ts';

// Everything of category Cc but tab and line ends.
const CONTROL = /[^\P{Cc}\t\n\r]/u;

const strictly = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** UTF-8 bytes as text; a byte order mark is dropped. Faults: size, encoding, control characters. */
export function readText(
  file: string,
  bytes: Uint8Array,
): { readonly faults: readonly Fault[]; readonly source?: SourceText } {
  if (bytes.length > LARGEST_FILE) {
    const message = `The file has ${bytes.length} bytes, more than ${LARGEST_FILE} (1 MiB)`;
    return { faults: [faultAt(sourceText(file, ''), 0, { message })] };
  }
  const text = strictly(bytes);
  if (text === undefined) return { faults: [notUtf8(file, bytes)] };
  const source = sourceText(file, text.normalize('NFC'));
  const control = source.text.search(CONTROL);
  if (control < 0) return { faults: [], source };
  return { faults: [faultAt(source, control, { message: 'A control character' })] };
}

function notUtf8(file: string, bytes: Uint8Array): Fault {
  const lossy = new TextDecoder('utf-8').decode(bytes);
  const offset = Math.max(0, lossy.indexOf('\u{FFFD}'));
  const message = 'The file is not UTF-8';
  return faultAt(sourceText(file, lossy), offset, {
    message,
    expected: 'a text saved as UTF-8 (not CP949 or UTF-16)',
  });
}
