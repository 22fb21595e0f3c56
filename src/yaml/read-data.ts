import type { ReadFile } from './finding.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';

/** A file as plain values: JSON if its name says so, else YAML. */
export const readData = (file: string, bytes: Uint8Array): ReadFile =>
  file.endsWith('.json') ? readJson(file, bytes) : readYaml(file, bytes);
