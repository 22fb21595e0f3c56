import { z } from 'zod';
import { parseTemplate, TEMPLATE_HELP } from '../alert/template.ts';
import { checkValue } from '../yaml/check-value.ts';
import { firstFaults, type Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { faultInText, type YamlFile } from '../yaml/yaml-file.ts';

/** One of `templates`; what stands in it is held against its own grammar. */
export const templateText = z.string().meta({ description: TEMPLATE_HELP });

export interface Templates {
  /** By name, those with faults included: a rule that names one is not at fault as well. */
  readonly texts: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

function faultsOf(yaml: YamlFile, name: string, value: unknown): readonly Fault[] {
  const path = ['templates', name];
  const checked = checkValue(yaml, templateText, value, path);
  if (!checked.ok) return checked.faults;
  return parseTemplate(checked.value).faults.map(({ line, index, ...complaint }) =>
    faultInText(yaml, path, complaint, { text: line, index }),
  );
}

/** All templates of the file, with what is wrong in them. */
export function readTemplates(yaml: YamlFile): Templates {
  const written = [...asMap(asMap(yaml.value).get('templates'))];
  return {
    texts: new Map(written.map(([name, text]) => [name, String(text)])),
    faults: firstFaults(written, ([name, text]) => faultsOf(yaml, name, text)),
  };
}
