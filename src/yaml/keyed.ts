import * as z from 'zod';
import type { Complaint } from './fault.ts';
import { nearest } from './nearest.ts';
import { shown } from './shown.ts';

/** Keys that are known in another place, and where: "belongs under `when`". */
export interface Elsewhere {
  readonly keys: readonly string[];
  readonly belongs: string;
}

/**
 * A map that takes only these keys. Each unknown key is an issue of its own, at the key, with the
 * nearest known one (`z.strictObject` puts all of them into one issue at the map).
 */
export const keyed = <Shape extends z.core.$ZodLooseShape>(
  what: string,
  shape: Shape,
  elsewhere?: Elsewhere,
) => z.object(shape).catchall(unknownKey(what, Object.keys(shape), elsewhere));

const unknownKey = (what: string, known: readonly string[], elsewhere: Elsewhere | undefined) =>
  z.unknown().superRefine((_, context) => {
    const params = { known, ...(elsewhere !== undefined && { elsewhere }) };
    context.addIssue({ code: 'custom', message: `unknown ${what}`, params });
  });

/** What an unknown key's issue brings along, as a complaint about that key. */
export function unknownKeyComplaint(
  key: string,
  message: string,
  known: readonly string[],
  elsewhere?: Elsewhere,
): Complaint {
  if (elsewhere?.keys.includes(key) === true) {
    return { message: `${shown(key)} ${elsewhere.belongs}` };
  }
  return {
    message: `${shown(key)}: ${message}`,
    near: nearest(key, known),
    expected: `one of ${known.join(', ')}`,
  };
}
