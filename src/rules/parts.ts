import type * as z from 'zod';
import { checkValue, type Checked } from '../yaml/check-value.ts';
import { firstFaults, type Fault } from '../yaml/fault.ts';
import { asList, asMap } from '../yaml/raw.ts';
import { shown } from '../yaml/shown.ts';
import { faultAtPart, placeIn, type At, type YamlFile } from '../yaml/yaml-file.ts';

/** A part of one of the files, as it was read. */
export interface Part extends At {
  readonly value: unknown;
}

export interface NamedPart extends Part {
  readonly name: string;
}

const sectionOf = ({ value }: YamlFile, section: string): unknown => asMap(value).get(section);

/** What the files list in this section, one file after the other. */
export const listed = (files: readonly YamlFile[], section: string): readonly Part[] =>
  files.flatMap((yaml) =>
    asList(sectionOf(yaml, section)).map((value, index) => ({
      yaml,
      path: [section, index],
      value,
    })),
  );

/** What the files have by name in this section. */
export const named = (files: readonly YamlFile[], section: string): readonly NamedPart[] =>
  files.flatMap((yaml) =>
    [...asMap(sectionOf(yaml, section))].map(([name, value]) => ({
      yaml,
      path: [section, name],
      name,
      value,
    })),
  );

/** Holds the part against the schema. */
export const checkPart = <T>({ yaml, path, value }: Part, schema: z.ZodType<T>): Checked<T> =>
  checkValue(yaml, schema, value, path);

/** Names that are taken already, in whatever file. `on`: where in its part a name stands. */
export function secondNames(
  what: string,
  parts: readonly NamedPart[],
  on?: 'key',
): readonly Fault[] {
  const first = new Map<string, NamedPart>();
  return firstFaults(parts, (part) => {
    const other = first.get(part.name);
    if (other === undefined) {
      first.set(part.name, part);
      return [];
    }
    const { yaml, path } = other;
    const place = `${yaml.source.file}:${placeIn(yaml, path, on).line}`;
    const message = `Another ${what} is called ${shown(part.name)} too: ${place}`;
    return [faultAtPart(part, { message }, on)];
  });
}
