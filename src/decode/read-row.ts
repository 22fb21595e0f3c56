import type { Kind, Market, PerKind, Reading } from '../vi/event.ts';
import type { TimeOfDay } from '../vi/kst.ts';
import { readElement, type Element } from './element.ts';
import { FIELDS, type Field, type Values } from './fields.ts';
import { readDirection, readKind } from './read-kind.ts';
import { bounded, fieldReader, readNumber, readTime, textOf, type FieldReader } from './values.ts';

const WON_PER_MILLION = 1_000_000;

const MARKETS: ReadonlyMap<string, Market> = new Map([
  ['001', 'kospi'],
  ['101', 'kosdaq'],
]);
const PRE_MARKET: ReadonlyMap<string, 'regular'> = new Map([['1', 'regular']]);

const REFERENCE = { static: FIELDS.referenceStatic, dynamic: FIELDS.referenceDynamic };
const DEVIATION = { static: FIELDS.deviationStatic, dynamic: FIELDS.deviationDynamic };

/** Why a row cannot be read at all: without these an interruption has no identity. */
export type Unreadable = 'no stock code' | 'no trigger time';

/** `item` decides which copy it is, 9001 which stock; one of them is enough (kiwoom.md 1). */
function elementOf(item: string, values: Values): Element | undefined {
  const registered = readElement(item);
  const named = readElement(textOf(values, FIELDS.stock) ?? '');
  return registered && named ? { ...registered, stock: named.stock } : (registered ?? named);
}

const size = (text: string): number | undefined => {
  const value = readNumber(text);
  return value === undefined ? undefined : Math.abs(value);
};

const whole = (text: string): number | undefined => {
  const value = size(text);
  return Number.isInteger(value) ? value : undefined;
};

const millionWon = (text: string): number | undefined => {
  const value = size(text);
  return value === undefined ? undefined : Math.round(value * WON_PER_MILLION);
};

const zeroIsNone = (value: number | undefined): number | undefined =>
  value === 0 ? undefined : value;

/** `undefined` while the interruption runs: 000000, a blank or nothing. */
function readReleaseTime(fields: FieldReader): TimeOfDay | undefined {
  const read = fields.read(FIELDS.releaseTime, (text) =>
    /^0+$/.test(text) ? 'running' : readTime(text),
  );
  return read === 'running' ? undefined : read;
}

/** What applies to the kind; a zero means "no value" too (kiwoom.md 1). */
const perKind = (kind: Kind | undefined, values: PerKind): PerKind => ({
  static: kind === 'dynamic' ? undefined : zeroIsNone(values.static),
  dynamic: kind === 'static' ? undefined : zeroIsNone(values.dynamic),
});

const readPerKind = (
  fields: FieldReader,
  kind: Kind | undefined,
  pair: Readonly<Record<keyof PerKind, Field>>,
  read = readNumber,
) =>
  perKind(kind, {
    static: fields.read(pair.static, read),
    dynamic: fields.read(pair.dynamic, read),
  });

function unknownOf(element: Element, fields: FieldReader): Reading['unknown'] {
  const { strangeSuffix } = element;
  return strangeSuffix === undefined
    ? fields.unknown
    : { ...fields.unknown, suffix: bounded(strangeSuffix) };
}

/** Reads one `1h` row; what is missing or unreadable is `undefined`, never 0 (kiwoom.md 1). */
export function readRow(item: string, values: Values): Reading | Unreadable {
  const element = elementOf(item, values);
  if (element === undefined) return 'no stock code';
  const fields = fieldReader(values);
  const triggerTime = fields.read(FIELDS.triggerTime, readTime);
  if (triggerTime === undefined) return 'no trigger time';
  const kind = readKind(fields);
  const deviation = readPerKind(fields, kind, DEVIATION);
  // Only 1 was ever seen: anything else is worth keeping.
  fields.read(FIELDS.preMarket, (text) => PRE_MARKET.get(text));
  return {
    copy: element.copy,
    stock: element.stock,
    name: textOf(values, FIELDS.name),
    kind,
    direction: readDirection(fields, deviation),
    market: fields.read(FIELDS.market, (text) => MARKETS.get(text)),
    triggerTime,
    releaseTime: readReleaseTime(fields),
    price: zeroIsNone(fields.read(FIELDS.price, size)),
    reference: readPerKind(fields, kind, REFERENCE, size),
    deviation,
    change: fields.read(FIELDS.change, readNumber),
    count: zeroIsNone(fields.read(FIELDS.count, whole)),
    volume: fields.read(FIELDS.volume, size),
    turnover: fields.read(FIELDS.turnover, millionWon),
    unknown: unknownOf(element, fields),
  };
}
