import * as z from 'zod';
import type { ViEvent } from '../vi/event.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import type { CategoryName, CategoryTest } from './condition.ts';
import type { Word } from './word.ts';

export interface CategoryWord extends Word<CategoryTest> {
  /** All that it may be. */
  readonly values: readonly string[];
  readonly read: (event: ViEvent) => string | undefined;
}

interface Parts<Value extends string> {
  readonly word: CategoryName;
  readonly description: string;
  readonly values: readonly Value[];
  /** A further way to write all of them. */
  readonly all?: string;
  readonly read: (event: ViEvent) => Value | undefined;
}

/** The word that takes one of a few known values, or several of them. */
export function categoryWord<const Value extends string>(parts: Parts<Value>): CategoryWord {
  const { word, description, values, all, read } = parts;
  const written = all === undefined ? values : [...values, all];
  return {
    values,
    read,
    schema: () =>
      oneOrMany(z.enum(written))
        .transform((wanted): CategoryTest => ({
          is: 'category',
          word,
          test: wanted.join(', '),
          values: wanted.some((value) => value === all) ? values : wanted,
        }))
        .meta({ description }),
    holds(test, event) {
      const value = read(event);
      return value === undefined ? undefined : test.values.includes(value);
    },
    seen: read,
  };
}
