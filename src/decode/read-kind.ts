import type { Direction, Kind, PerKind } from '../vi/event.ts';
import { FIELDS } from './fields.ts';
import type { FieldReader } from './values.ts';

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['1', 'static'],
  ['2', 'dynamic'],
  ['3', 'both'],
]);
const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['1', 'up'],
  ['2', 'down'],
]);

function kindInWords(text: string): Kind | undefined {
  const isStatic = text.includes('정적');
  const isDynamic = text.includes('동적');
  if (isStatic && isDynamic) return 'both';
  if (isStatic) return 'static';
  return isDynamic ? 'dynamic' : undefined;
}

/** The kind by its code, else by its words (kiwoom.md 1: an unknown code keeps the event). */
export function readKind(fields: FieldReader): Kind | undefined {
  const coded = fields.read(FIELDS.kind, (text) => KINDS.get(text));
  const worded = fields.read(FIELDS.kindText, kindInWords);
  return coded ?? worded ?? fields.read(FIELDS.signedKind, kindInWords);
}

function directionOfSign(signed: number | undefined): Direction | undefined {
  if (signed === undefined || signed === 0) return undefined;
  return signed > 0 ? 'up' : 'down';
}

function directionInWords(text: string): Direction | undefined {
  if (text.startsWith('+')) return 'up';
  return text.startsWith('-') ? 'down' : undefined;
}

/** The direction by its code, else by the sign of the deviation, else by the sign of 1279. */
export function readDirection(fields: FieldReader, deviation: PerKind): Direction | undefined {
  return (
    fields.read(FIELDS.direction, (text) => DIRECTIONS.get(text)) ??
    directionOfSign(deviation.static ?? deviation.dynamic) ??
    fields.read(FIELDS.signedKind, directionInWords)
  );
}
