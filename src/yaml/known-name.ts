import { z } from 'zod';
import type { Complaint } from './fault.ts';
import { nearest } from './nearest.ts';
import { shown } from './shown.ts';

/** What to say of a name that is not among the known ones. */
export const unknownName = (what: string, name: string, known: readonly string[]): Complaint => ({
  message: `${shown(name)}: unknown ${what}`,
  near: nearest(name, known),
  expected: known.length === 0 ? undefined : `one of ${known.join(', ')}`,
});

/** The name of something that the files define; any name while `known` is not known. */
export const knownName = (what: string, known: readonly string[] | undefined) =>
  z.string().superRefine((name, context) => {
    if (known === undefined || known.includes(name)) return;
    const { message, ...params } = unknownName(what, name, known);
    context.addIssue({ code: 'custom', message, params });
  });
