import { z } from 'zod';
import { nearest } from './nearest.ts';
import { shown } from './shown.ts';

/**
 * A map that takes only these keys. Each unknown key is an issue of its own, at the key, with the
 * nearest known one (`z.strictObject` puts all of them into one issue at the map).
 */
export const keyed = <Shape extends z.core.$ZodLooseShape>(what: string, shape: Shape) =>
  z.object(shape).catchall(unknownKey(what, Object.keys(shape)));

const unknownKey = (what: string, known: readonly string[]) =>
  z.unknown().superRefine((_, context) => {
    context.addIssue({ code: 'custom', message: `unknown ${what}`, params: { known } });
  });

/** What an unknown key's issue brings along, as a complaint about that key. */
export function unknownKeyComplaint(key: string, message: string, known: readonly string[]) {
  return {
    message: `${shown(key)}: ${message}`,
    near: nearest(key, known),
    expected: `one of ${known.join(', ')}`,
  };
}
