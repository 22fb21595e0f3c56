import * as z from 'zod';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import type { NameTest } from '../condition.ts';
import { fitsGlob } from '../glob.ts';
import type { Word } from '../word.ts';

export const name: Word<NameTest> = {
  schema: () =>
    oneOrMany(z.string().min(1, 'write a name, such as "*스팩*"'))
      .transform((globs): NameTest => ({ is: 'name', word: 'name', test: globs.join(', '), globs }))
      .meta({ description: "The stock's name; * is any letters, ? is one (Kiwoom 302)." }),
  holds: ({ globs }, event) =>
    event.name === undefined ? undefined : globs.some((glob) => fitsGlob(glob, event.name ?? '')),
  seen: (event) => event.name,
};
