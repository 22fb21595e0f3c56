import * as z from 'zod';
import { shown } from '../yaml/shown.ts';

/** An id of this form, which people write as a number where it is one; read as a text. */
export const idText = (form: RegExp, what: string, expected: string) =>
  z.union([z.int(), z.string()]).transform((raw, context): string => {
    const text = String(raw);
    if (form.test(text)) return text;
    const message = `${shown(raw)} is no ${what}`;
    context.addIssue({ code: 'custom', message, params: { expected } });
    return z.NEVER;
  });
