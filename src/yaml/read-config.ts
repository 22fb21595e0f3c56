import type { ConfigFolder } from './config-folder.ts';
import type { Fault } from './fault.ts';
import { readYaml } from './read-yaml.ts';
import { faultAt, sourceText } from './source-text.ts';
import type { YamlFile } from './yaml-file.ts';

/** One of the folder's own YAML files; a file that is not there is a fault too. */
export function readConfig(
  folder: ConfigFolder,
  name: string,
): { readonly faults: readonly Fault[]; readonly yaml?: YamlFile } {
  const file = `${folder.path}/${name}`;
  const read = folder.read(name);
  if (read.is === 'read') return readYaml(file, read.bytes);
  const message = `The file cannot be read: ${read.why}`;
  return { faults: [faultAt(sourceText(file, ''), 0, { message })] };
}
