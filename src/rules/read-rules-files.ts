import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder, FileRead } from '../yaml/config-folder.ts';
import type { FilesRead } from '../yaml/files-read.ts';
import type { ReadFile } from '../yaml/finding.ts';
import { firstFaults, type Complaint, type Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { readConfig } from '../yaml/read-config.ts';
import { readData } from '../yaml/read-data.ts';
import { shown } from '../yaml/shown.ts';
import { faultIn, type YamlFile } from '../yaml/yaml-file.ts';
import { includeSchema } from './include-schema.ts';

const BESIDE: Complaint = {
  message: 'rules.json lies beside this file',
  expected: 'one of the two; a file to include has another name',
};

/** `rules.yaml` (or `rules.json`) and the files that it includes. */
export interface RulesFiles {
  readonly faults: readonly Fault[];
  /** Those that could be read, the one that includes the others first. */
  readonly files: readonly YamlFile[];
  /** Whether that is all of them; if not, a name may be defined where nobody could look. */
  readonly isWhole: boolean;
}

function readIncluded(folder: ConfigFolder, main: YamlFile, name: string, index: number): ReadFile {
  const read = folder.readBelow(name);
  if (read.is === 'read') return readData(`${folder.path}/${name}`, read.bytes);
  const message = `${shown(name)}: ${read.why}`;
  return { faults: [faultIn(main, ['include', index], { message })] };
}

const IN_YAML = 'rules.yaml';
const IN_JSON = 'rules.json';

const isMissing = (read: FileRead | undefined): boolean => read?.is === 'unread' && read.missing;

/** The file of rules that was there: `rules.yaml`, or `rules.json` in its place. */
export function rulesFileIn(files: FilesRead): string | undefined {
  return [IN_YAML, IN_JSON].find((name) => !isMissing(files.get(name)?.was));
}

/**
 * `rules.json` counts where there is no `rules.yaml`. Not even an included one may lie beside it: it
 * would take its place at the moment in which an editor replaces it.
 */
function readMain(folder: ConfigFolder): ReadFile {
  const hasJson = !isMissing(folder.read(IN_JSON));
  if (hasJson && isMissing(folder.read(IN_YAML))) return readConfig(folder, IN_JSON);
  const read = readConfig(folder, IN_YAML);
  if (!hasJson || read.yaml === undefined) return read;
  return { ...read, faults: [faultIn(read.yaml, [], BESIDE)] };
}

/** Reads them all; what stands in them is not looked at yet. */
export function readRulesFiles(folder: ConfigFolder): RulesFiles {
  const { faults, yaml: main } = readMain(folder);
  if (main === undefined) return { faults, files: [], isWhole: false };
  const written = asMap(main.value).get('include');
  const include = checkValue(main, includeSchema.optional(), written, ['include']);
  if (!include.ok) return { faults: [...faults, ...include.faults], files: [main], isWhole: false };
  const read = (include.value ?? []).map((name, index) => readIncluded(folder, main, name, index));
  return {
    faults: [...faults, ...firstFaults(read, (one) => one.faults)],
    files: [main, ...read.flatMap(({ yaml }) => yaml ?? [])],
    isWhole: read.every(({ yaml }) => yaml !== undefined),
  };
}
