import * as z from 'zod';
import type { Complaint } from './fault.ts';
import { nearest } from './nearest.ts';
import { shown } from './shown.ts';

const messageFor = (what: string, name: string): string => `${shown(name)}: unknown ${what}`;

const oneOf = (known: readonly string[]): string | undefined =>
  known.length === 0 ? undefined : `one of ${known.join(', ')}`;

/** What to say of a name that is not among the known ones. */
export const unknownName = (what: string, name: string, known: readonly string[]): Complaint => ({
  message: messageFor(what, name),
  near: nearest(name, known),
  expected: oneOf(known),
});

/** Names that the files define; `undefined`: not known, so that any will do. */
export type KnownNames = readonly string[] | undefined;

/** The name of something that the files define. */
export const knownName = (what: string, known: KnownNames) => {
  const names = new Set(known);
  const params = { expected: oneOf(known ?? []), among: known };
  const schema = z.string().superRefine((name, context) => {
    if (known === undefined || names.has(name)) return;
    context.addIssue({ code: 'custom', message: messageFor(what, name), params, input: name });
  });
  // What an editor offers.
  return known === undefined || known.length === 0 ? schema : schema.meta({ enum: known });
};
