import { isIn, type Interruption, type Recording, type Span } from './recording.ts';

type Values = Readonly<Record<string, string>>;

interface Told {
  readonly stock: string;
  readonly name: string;
  readonly venue: 'krx' | 'nxt' | undefined;
  readonly time: string;
  readonly released: string | undefined;
  readonly at: number;
}

const clockTime = (digits: string): string => digits.replace(/^(..)(..)(..)$/, '$1:$2:$3');

/** kiwoom.md 1: `_NX` is NXT, `_AL` the merged copy of either, anything else KRX. */
function venueOf(code: string): Told['venue'] {
  if (code.endsWith('_AL')) return undefined;
  return code.endsWith('_NX') ? 'nxt' : 'krx';
}

const bare = (code: string): string => {
  const stock = code.replace(/_(AL|NX)$/, '');
  return stock.length === 7 ? stock.slice(1) : stock;
};

function toldBy(item: string, values: Values, at: number): Told {
  const end = (values['1224'] ?? '').trim();
  return {
    stock: bare(values['9001'] ?? item),
    name: values['302'] ?? '',
    venue: venueOf(item),
    time: clockTime(values['1223'] ?? ''),
    released: end === '' || end === '000000' ? undefined : clockTime(end),
    at,
  };
}

interface Row {
  readonly type: string;
  readonly item: string;
  readonly values: Values;
}

function rowsOf(text: string): readonly Row[] {
  const frame = JSON.parse(text) as { trnm?: string; data?: readonly Row[] | null };
  return frame.trnm === 'REAL' ? (frame.data ?? []).filter(({ type }) => type === '1h') : [];
}

/** The merged copy belongs to the venue that told the same second, if one did. */
function keyOf(told: Told, all: readonly Told[]): string {
  const same = all.filter(({ stock, time }) => stock === told.stock && time === told.time);
  const venue = told.venue ?? same.find((other) => other.venue !== undefined)?.venue;
  return `${told.stock} ${told.time} ${venue ?? ''}`;
}

function interruption(copies: readonly Told[], gaps: readonly Span[]): Interruption | undefined {
  const [first] = copies;
  if (first === undefined) return undefined;
  const heard = copies.filter(({ at }) => !isIn(gaps, at));
  return {
    stock: first.stock,
    name: first.name,
    venue: copies.find(({ venue }) => venue !== undefined)?.venue,
    time: first.time,
    released: heard.findLast(({ released }) => released !== undefined)?.released,
    at: first.at,
    ordered: heard.includes(first),
    heard: heard.length > 0,
  };
}

/** What happened in the market, by the frames alone, in the order it was first told. */
export function interruptionsOf({ frames, gaps }: Recording): readonly Interruption[] {
  const all = frames.flatMap(({ text, at }) =>
    rowsOf(text).map(({ item, values }) => toldBy(item, values, at)),
  );
  const groups = Map.groupBy(all, (told) => keyOf(told, all));
  return [...groups.values()].flatMap((copies) => interruption(copies, gaps) ?? []);
}
