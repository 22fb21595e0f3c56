import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { firstFaults, type Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { readConfig } from '../yaml/read-config.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { shown } from '../yaml/shown.ts';
import { faultIn, type YamlFile } from '../yaml/yaml-file.ts';
import { includeSchema } from './include-schema.ts';

/** `rules.yaml` and the files that it includes. */
export interface RulesFiles {
  readonly faults: readonly Fault[];
  /** Those that could be read, `rules.yaml` first. */
  readonly files: readonly YamlFile[];
  /** Whether that is all of them; if not, a name may be defined where nobody could look. */
  readonly isWhole: boolean;
}

type FileOf = ReturnType<typeof readYaml>;

function readIncluded(folder: ConfigFolder, main: YamlFile, name: string, index: number): FileOf {
  const read = folder.readBelow(name);
  if (read.is === 'read') return readYaml(`${folder.path}/${name}`, read.bytes);
  const message = `${shown(name)}: ${read.why}`;
  return { faults: [faultIn(main, ['include', index], { message })] };
}

/** Reads them all; what stands in them is not looked at yet. */
export function readRulesFiles(folder: ConfigFolder): RulesFiles {
  const { faults, yaml: main } = readConfig(folder, 'rules.yaml');
  if (main === undefined) return { faults, files: [], isWhole: false };
  const written = asMap(main.value).get('include');
  const include = checkValue(main, includeSchema.optional(), written, ['include']);
  if (!include.ok) return { faults: include.faults, files: [main], isWhole: false };
  const read = (include.value ?? []).map((name, index) => readIncluded(folder, main, name, index));
  return {
    faults: firstFaults(read, (one) => one.faults),
    files: [main, ...read.flatMap(({ yaml }) => yaml ?? [])],
    isWhole: read.every(({ yaml }) => yaml !== undefined),
  };
}
