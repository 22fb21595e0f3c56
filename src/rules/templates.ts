import * as z from 'zod';
import { parseTemplate, TEMPLATE_HELP } from '../alert/template.ts';
import { firstFaults, type Fault } from '../yaml/fault.ts';
import { faultInText, type YamlFile } from '../yaml/yaml-file.ts';
import { checkPart, named, secondNames, type NamedPart } from './parts.ts';

/** One of `templates`; what stands in it is held against its own grammar. */
export const templateText = z.string().meta({ description: TEMPLATE_HELP });

export interface Templates {
  /** By name, those with faults included: a rule that names one is not at fault as well. */
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

function faultsOf(part: NamedPart): readonly Fault[] {
  const checked = checkPart(part, templateText);
  if (!checked.ok) return checked.faults;
  return parseTemplate(checked.value).faults.map(({ line, index, ...complaint }) =>
    faultInText(part.yaml, part.path, complaint, { text: line, index }),
  );
}

/** All templates of the files, with what is wrong in them. */
export function readTemplates(files: readonly YamlFile[]): Templates {
  const written = named(files, 'templates');
  return {
    texts: new Map(written.map(({ name, value }) => [name, String(value)])),
    faults: [...firstFaults(written, faultsOf), ...secondNames('template', written, 'key')],
  };
}
