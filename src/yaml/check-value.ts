import type * as z from 'zod';
import { MOST_FAULTS, type Fault } from './fault.ts';
import { remarksOn } from './issue.ts';
import { faultIn, type Path, type YamlFile } from './yaml-file.ts';

/** Either what the schema made of a value, or everything it says against it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly faults: readonly [] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Holds a part of the file (`value`, found at `path`) against the schema. */
export function checkValue<T>(
  yaml: YamlFile,
  schema: z.ZodType<T>,
  value: unknown,
  path: Path = [],
): Checked<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data, faults: [] };
  // Before they are put into words, which takes a search for the nearest word each.
  const issues = result.error.issues.slice(0, MOST_FAULTS);
  const remarks = issues.flatMap(remarksOn).slice(0, MOST_FAULTS);
  const faults = remarks.map((remark) =>
    faultIn(yaml, [...path, ...remark.path], remark.complaint, remark.on),
  );
  return { ok: false, faults };
}
