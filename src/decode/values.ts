import type { TimeOfDay } from '../vi/kst.ts';
import type { Field, Values } from './fields.ts';

const LONGEST_UNKNOWN = 64;

/** An unknown text as it is kept: as it came, but never long. */
export const bounded = (text: string): string => text.slice(0, LONGEST_UNKNOWN).toWellFormed();

/** A field's text without padding; `undefined` when missing, blank or no text. */
export function textOf(values: Values, field: Field): string | undefined {
  const value = values[field];
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const stripped = text.toWellFormed().trim();
  return stripped === '' ? undefined : stripped;
}

/** Reads a padded number whose sign may be doubled: `--239` is -239 (kiwoom.md 1). */
export function readNumber(text: string): number | undefined {
  const [, signs = '', digits] = /^([+-]*)(\d+(?:\.\d*)?|\.\d+)$/.exec(text) ?? [];
  const size = Number(digits);
  if (!Number.isFinite(size)) return undefined;
  return signs.includes('-') && size !== 0 ? -size : size;
}

/** Reads HHmmss; `undefined` when it is no time of day. */
export function readTime(text: string): TimeOfDay | undefined {
  const [, hours, minutes, seconds] = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : `${hours}:${minutes}:${seconds}`;
}

/** Reads fields one by one and keeps what it could not read. */
export interface FieldReader {
  /** The field's value as `read` sees it; a text that it cannot read is kept in `unknown`. */
  read<T>(field: Field, read: (text: string) => T | undefined): T | undefined;
  readonly unknown: Record<string, string>;
}

/** A reader over one row's values. */
export function fieldReader(values: Values): FieldReader {
  const unknown: Record<string, string> = {};
  return {
    unknown,
    read(field, read) {
      const text = textOf(values, field);
      if (text === undefined) return undefined;
      const value = read(text);
      if (value === undefined) unknown[field] = bounded(text);
      return value;
    },
  };
}
