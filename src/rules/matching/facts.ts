import type { ViEvent } from '../../vi/event.ts';
import type { CategoryTest, NumberTest } from '../condition.ts';
import { WORDS } from '../conditions/index.ts';

/** The bits of one word, side by side: the first for "no value", then one for each value. */
interface Bits {
  readonly read: (event: ViEvent) => string | undefined;
  readonly values: readonly string[];
  readonly first: number;
}

const entries = Object.entries(WORDS);

const categories = entries.flatMap(([name, word]) => ('values' in word ? [{ name, word }] : []));

const numbers = entries.flatMap(([name, word]) =>
  'read' in word && !('values' in word) ? [{ name, word }] : [],
);

/** Far fewer than 31 in all, so that a mask is a small integer. */
const BITS: ReadonlyMap<string, Bits> = new Map(
  categories.map(({ name, word }, index) => {
    const before = categories.slice(0, index).map((one) => one.word.values.length + 1);
    const first = before.reduce((sum, width) => sum + width, 0);
    return [name, { read: word.read, values: word.values, first }];
  }),
);

/** A value that nobody knows counts as none. */
function bitOf({ values, first }: Bits, value: string | undefined): number {
  for (let n = 0; n < values.length; n += 1) if (values[n] === value) return 2 << (first + n);
  return 1 << first;
}

/** The bits that an event which fits the test cannot have; "no value" is one of them. */
export function forbiddenBy({ word, values }: CategoryTest): number {
  const bits = BITS.get(word);
  if (bits === undefined) return 0;
  const others = bits.values.filter((value) => !values.includes(value));
  return others.reduce((mask, value) => mask | bitOf(bits, value), bitOf(bits, undefined));
}

/** Where the word's number stands in `Facts.numbers`, and where it stands with its sign turned. */
export function placeOf({ word }: NumberTest): { readonly of: number; readonly turned: number } {
  const of = numbers.findIndex(({ name }) => name === word);
  return { of, turned: of + numbers.length };
}

/** Where `Facts.numbers` has one that is at least any bound. */
export const ALWAYS = numbers.length * 2;

/** What an index asks of an event. */
export interface Facts {
  /** For each word that takes one of a few values: the bit of its value. */
  bits: number;
  /** By the place of their word; NaN, which lies in no range: the event lacks it. */
  readonly numbers: Float64Array;
}

/** Reads what these words ask. There is one `Facts`; the next event overwrites it. */
export function factsReader(asked: ReadonlySet<string>): (event: ViEvent) => Facts {
  const ofBits = [...BITS].flatMap(([name, bits]) => (asked.has(name) ? [bits] : []));
  const ofNumbers = numbers.flatMap(({ name, word: { read } }, place) =>
    asked.has(name) ? [{ read, place }] : [],
  );
  const facts: Facts = { bits: 0, numbers: new Float64Array(ALWAYS + 1).fill(NaN) };
  facts.numbers[ALWAYS] = Infinity;
  return (event) => {
    let bits = 0;
    for (const one of ofBits) bits |= bitOf(one, one.read(event));
    facts.bits = bits;
    for (const { read, place } of ofNumbers) {
      const number = read(event) ?? NaN;
      facts.numbers[place] = number;
      facts.numbers[place + numbers.length] = -number;
    }
    return facts;
  };
}
