import { isScalar, isSeq, type Document, type Node, type YAMLSeq } from 'yaml';

/** What is put into a list: a code, and the name that a trailing comment tells. */
export interface NewEntry {
  readonly code: string;
  readonly name: string | undefined;
}

interface Spot {
  readonly from: number;
  readonly to: number;
}

const replaced = (text: string, { from, to }: Spot, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

/** The list's own place in a file; anything but a list or nothing at all is `undefined`. */
const listAt = (document: Document, name: string): unknown =>
  document.getIn(['watchlists', name], true);

function spotOf(node: Node | undefined): Spot | undefined {
  const [from, to] = node?.range ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Where the line's text ends: before its line end, `\r\n` as well. */
function endOfLine(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  const end = next < 0 ? text.length : next;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** In the quotes of the neighbour, if it has any. */
function quotedLike(neighbour: Node | undefined, code: string): string {
  if (!isScalar(neighbour)) return code;
  if (neighbour.type === 'QUOTE_DOUBLE') return `"${code}"`;
  return neighbour.type === 'QUOTE_SINGLE' ? `'${code}'` : code;
}

/** ` [005930]` behind the colon, or in the place of a written `null`. */
function fill(text: string, nothing: Spot, { code }: NewEntry): string | undefined {
  if (nothing.from < nothing.to) return replaced(text, nothing, `[${code}]`);
  const end = text.slice(0, nothing.from).trimEnd().length;
  return text[end - 1] === ':' ? replaced(text, { from: end, to: end }, ` [${code}]`) : undefined;
}

/** `, 005930` behind the last one. */
function addInBrackets(text: string, list: YAMLSeq<Node>, { code }: NewEntry): string | undefined {
  const last = list.items.at(-1);
  const at = last === undefined ? (list.range?.[0] ?? 0) + 1 : spotOf(last)?.to;
  if (at === undefined) return undefined;
  const lead = last === undefined ? '' : ', ';
  return replaced(text, { from: at, to: at }, `${lead}${quotedLike(last, code)}`);
}

/** `- 005930` on a line of its own, with the name where the line above tells one. */
function addOnLine(text: string, list: YAMLSeq<Node>, entry: NewEntry): string | undefined {
  const last = list.items.at(-1);
  const spot = spotOf(last);
  const start = list.range?.[0];
  if (spot === undefined || start === undefined) return undefined;
  const indent = text.slice(startOfLine(text, start), start);
  if (indent.trim() !== '') return undefined;
  // A map that spans lines reaches to the start of the next entry.
  const to = text.slice(0, spot.to).trimEnd().length;
  const end = endOfLine(text, to);
  const [, gap] = /^(\s+)#/.exec(text.slice(to, end)) ?? [];
  const told = gap === undefined || entry.name === undefined ? '' : `${gap}# ${entry.name}`;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${newLine}${indent}- ${quotedLike(last, entry.code)}${told}`;
  return replaced(text, { from: end, to: end }, line);
}

/**
 * The file's text with one more entry at the end of the list; every other byte stays. `undefined`:
 * the list is written in a way that a person has to change.
 */
export function addToList(
  text: string,
  document: Document,
  name: string,
  entry: NewEntry,
): string | undefined {
  const list = listAt(document, name);
  if (isSeq<Node>(list)) {
    return list.flow === true ? addInBrackets(text, list, entry) : addOnLine(text, list, entry);
  }
  const nothing = isScalar(list) && list.value === null ? spotOf(list) : undefined;
  return nothing && fill(text, nothing, entry);
}

/** The whole line, if nothing but this entry stands on it. */
function ownLine(text: string, { from, to }: Spot, isFlow: boolean): Spot | undefined {
  const start = startOfLine(text, from);
  const end = endOfLine(text, to);
  const before = isFlow ? /^\s*$/ : /^\s*-\s+$/;
  const after = isFlow ? /^\s*,?\s*(#.*)?$/ : /^\s*(#.*)?$/;
  if (!before.test(text.slice(start, from)) || !after.test(text.slice(to, end))) return undefined;
  const next = text.indexOf('\n', end);
  return { from: start, to: next < 0 ? text.length : next + 1 };
}

/** An entry between others, with one of the commas beside it but no other entry's comment. */
function placeInBrackets(
  text: string,
  list: YAMLSeq<Node>,
  index: number,
  own: Spot,
): Spot | undefined {
  const after = spotOf(list.items[index + 1]);
  if (after !== undefined) return { from: own.from, to: after.from };
  const before = spotOf(list.items[index - 1]);
  if (before !== undefined) {
    const hasComment = text.slice(before.to, own.from).includes('#');
    return hasComment ? own : { from: before.to, to: own.to };
  }
  const all = spotOf(list);
  return all && { from: all.from + 1, to: all.to - 1 };
}

/** The file's text without the list's entry at `index`; `undefined` as in `addToList`. */
export function dropFromList(
  text: string,
  document: Document,
  name: string,
  index: number,
): string | undefined {
  const list = listAt(document, name);
  if (!isSeq<Node>(list)) return undefined;
  const own = spotOf(list.items[index]);
  if (own === undefined) return undefined;
  const isFlow = list.flow === true;
  const gone =
    ownLine(text, own, isFlow) ?? (isFlow ? placeInBrackets(text, list, index, own) : undefined);
  return gone && replaced(text, gone, '');
}
