import { isAbsolute, posix } from 'node:path';
import * as z from 'zod';
import { shown } from '../yaml/shown.ts';

/** Each may have 1 MiB. */
const MOST_INCLUDED = 100;

/** Spelt in the only way there is, so that the same file twice is found out. */
const isPlain = (path: string): boolean =>
  posix.normalize(path) === path && !isAbsolute(path) && !/^\.\.?(?:\/|$)|\/$/.test(path);

const path = z
  .string()
  .refine((text) => isPlain(text), {
    error: ({ input }) => `${shown(input)} is no path below this folder`,
    params: { expected: 'such as rules/more.yaml' },
  })
  .meta({ description: 'A file below this folder.' });

/** Further files of rules. */
export const includeSchema = z
  .array(path)
  .max(MOST_INCLUDED, `more than ${MOST_INCLUDED} files`)
  .superRefine((paths, context) => {
    const seen = new Set<string>();
    for (const [index, one] of paths.entries()) {
      const message = `${shown(one)} stands here twice`;
      if (seen.has(one)) context.addIssue({ code: 'custom', path: [index], message });
      seen.add(one);
    }
  });
