import { z } from 'zod';
import type { ViEvent } from '../vi/event.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { condition } from './condition.ts';

/** The schema of a word that takes one of a few known words, or several of them. */
export const oneOf = <const Word extends string>(
  description: string,
  words: readonly Word[],
  read: (event: ViEvent) => Word | undefined,
) =>
  oneOrMany(z.enum(words))
    .transform((wanted) => {
      const set = new Set(wanted);
      return condition({
        test: wanted.join(', '),
        read,
        holds: (value) => set.has(value),
        show: (value) => value,
      });
    })
    .meta({ description });
