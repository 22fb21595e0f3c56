import { isCollection, isNode, isPair, parseDocument, stringify, type Node } from 'yaml';

type Path = readonly (string | number)[];
type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

/** Everything stays the text it is: `005930` is no number here. */
const parse = (text: string) =>
  parseDocument(text, { schema: 'failsafe', customTags: (tags) => [...tags, 'null'] });

/** On one line: `{ console: {} }`, `[phone, desk]`. A space that YAML knows nothing of stays. */
const inFlow = (value: Value): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 })
    .replace(/\n$/, '')
    .replace(/^\[ (.*) \]$/, '[$1]');

const splice = (text: string, from: number, to: number, added: string): string =>
  text.slice(0, from) + added + text.slice(to);

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Where the last word of a node ends: a block's own end would take in what stands below it. */
function endOf(node: Node): number {
  if (!isCollection(node) || node.flow === true) return node.range?.[1] ?? 0;
  const last = node.items.at(-1);
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(inner) ? endOf(inner) : (node.range?.[1] ?? 0);
}

const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** Puts a line of its own below the line that holds `offset`. */
function lineBelow(text: string, offset: number, line: string): string {
  const end = text.indexOf('\n', Math.max(offset - 1, 0));
  return end < 0 ? `${text}\n${line}\n` : splice(text, end + 1, end + 1, `${line}\n`);
}

/** `key: value` of the top, its parts on lines of their own. */
function section(key: string | number, value: Value): string {
  const name = inFlow(String(key));
  if (Array.isArray(value)) {
    return `${name}:\n${value.map((item: Value) => `  - ${inFlow(item)}\n`).join('')}`;
  }
  return `${name}: ${inFlow(value)}\n`;
}

const atEnd = (text: string, added: string): string =>
  `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${added}`;

/** Puts an entry behind the last one of a list or map, in its style. */
function intoCollection(text: string, parent: Node, key: string | number, value: Value): string {
  if (!isCollection(parent)) return text;
  const [first, last] = [parent.items[0], parent.items.at(-1)];
  const head = isPair(first) ? first.key : first;
  const tail = isPair(last) ? (last.value ?? last.key) : last;
  const name = typeof key === 'number' ? '' : `${inFlow(key)}: `;
  if (!isNode(head) || !isNode(tail)) {
    const whole = inFlow(typeof key === 'number' ? [value] : { [key]: value });
    return splice(text, startOf(parent), endOf(parent), whole);
  }
  if (parent.flow === true) {
    return splice(text, endOf(tail), endOf(tail), `, ${name}${inFlow(value)}`);
  }
  const dash = typeof key === 'number';
  const start = dash ? text.lastIndexOf('-', startOf(head) - 1) : startOf(head);
  const margin = ' '.repeat(columnOf(text, start));
  return lineBelow(text, endOf(tail), `${margin}${dash ? '- ' : name}${inFlow(value)}`);
}

function replace(text: string, node: Node, value: Value): string {
  const start = startOf(node);
  const gap = text[start - 1] === ':' ? ' ' : '';
  return splice(text, start, endOf(node), gap + inFlow(value));
}

/**
 * The YAML text with this value at this path, made or replaced; every other character stays as it
 * is, comments included. A list's next index adds to it.
 */
export function placeValue(text: string, path: Path, value: Value): string {
  const document = parse(text);
  const node = document.getIn(path, true);
  if (isNode(node)) return replace(text, node, value);
  const [above, key = ''] = [path.slice(0, -1), path.at(-1)];
  if (above.length === 0) return atEnd(text, section(key, value));
  const parent = document.getIn(above, true);
  if (isCollection(parent)) return intoCollection(text, parent, key, value);
  return placeValue(text, above, typeof key === 'number' ? [value] : { [key]: value });
}

/** The value at a path as plain texts, lists and maps. */
export const valueAt = (text: string, path: Path): unknown => {
  const document = parse(text);
  const node = document.getIn(path, true);
  return isNode(node) ? node.toJS(document) : undefined;
};
