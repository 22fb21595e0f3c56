import { z } from 'zod';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';
import { fitsGlob } from '../glob.ts';

export const name = oneOrMany(z.string().min(1, 'write a name, such as "*스팩*"'))
  .transform((globs) =>
    condition({
      test: globs.join(', '),
      read: (event) => event.name,
      holds: (value) => globs.some((glob) => fitsGlob(glob, value)),
      show: (value) => value,
    }),
  )
  .meta({ description: "The stock's name; * is any letters, ? is one (Kiwoom 302)." });
