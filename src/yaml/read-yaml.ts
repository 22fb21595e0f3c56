import { isScalar, parseDocument, visit, type Document } from 'yaml';
import { MOST_FAULTS } from './fault.ts';
import { keyComplaint } from './key-complaint.ts';
import { decimalNumber, wholeNumber } from './number-tags.ts';
import { parserComplaint } from './parser-complaint.ts';
import { readText } from './read-text.ts';
import { EMPTY, refusedFor, type Finding, type ReadFile } from './finding.ts';
import { scan } from './scan.ts';
import { spotsIn } from './spots-in.ts';

/** The document of a text that may have faults. */
export const parseYaml = (text: string): Document.Parsed =>
  parseDocument(text, {
    schema: 'failsafe',
    customTags: (tags) => [...tags, 'null', 'bool', wholeNumber, decimalNumber],
    resolveKnownTags: false,
    stringKeys: true,
    // The parser compares each key with each other one; `keyFindings` takes a set.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });

function keyFindings(document: Document.Parsed): readonly Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const complaint = keyComplaint(name, seen.has(name));
        if (complaint !== undefined) findings.push({ offset: key.range?.[0] ?? 0, ...complaint });
        seen.add(name);
        // More are not told.
        if (findings.length >= MOST_FAULTS) return visit.BREAK;
      }
      return undefined;
    },
  });
  return findings;
}

function parserFindings(document: Document.Parsed): readonly Finding[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    offset: error.pos[0],
    ...parserComplaint(error),
  }));
}

/**
 * A YAML file as plain values: texts, numbers that print as written, true, false, null, lists and
 * maps. Everything doubtful is a fault; nothing is thrown.
 */
export function readYaml(file: string, bytes: Uint8Array): ReadFile {
  const { faults, source } = readText(file, bytes);
  if (source === undefined) return { faults };
  const refused = (findings: readonly Finding[]): ReadFile => refusedFor(source, findings);
  const scanned = scan(source.text);
  if (scanned.length > 0) return refused(scanned);
  const document = parseYaml(source.text);
  const found = [...parserFindings(document), ...keyFindings(document)];
  if (found.length > 0) return refused(found);
  const value: unknown = document.toJS();
  if (value == null) return refused([EMPTY]);
  return { faults: [], yaml: { source, value, spotOf: spotsIn(document) } };
}
