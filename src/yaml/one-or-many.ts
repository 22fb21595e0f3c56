import * as z from 'zod';

/** One value or a list of them (not empty), read as a list. */
export const oneOrMany = <T, Input>(item: z.ZodType<T, Input>) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1, 'write at least one')]);
