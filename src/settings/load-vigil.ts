import type * as z from 'zod';
import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { inOrder, type Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { readConfig } from '../yaml/read-config.ts';
import { secretFaults } from '../yaml/secret-faults.ts';
import { faultIn, type YamlFile } from '../yaml/yaml-file.ts';
import { vigilSchema } from './vigil-schema.ts';

/** A checked `vigil.yaml`, before the environment is asked for secrets and endpoints. */
export interface Vigil {
  readonly folder: string;
  readonly yaml: YamlFile;
  readonly written: z.output<ReturnType<typeof vigilSchema>>;
}

export interface LoadedVigil {
  readonly faults: readonly Fault[];
  /** The names under `channels`, as far as the file can be read at all. */
  readonly channels?: readonly string[];
  /** Only without a fault. */
  readonly vigil?: Vigil;
}

/** A person's id is one person's, and a channel does not fall back on itself. */
function crossFaults({ yaml, written }: Vigil): readonly Fault[] {
  const seen = new Set<string>();
  const people = (written.people ?? []).flatMap((person, index) =>
    (['telegram', 'slack'] as const).flatMap((platform) => {
      const id = `${platform}:${person[platform]}`;
      const twice = person[platform] !== undefined && seen.has(id);
      seen.add(id);
      const message = `\`${person[platform]}\` is another person's too`;
      return twice ? [faultIn(yaml, ['people', index, platform], { message })] : [];
    }),
  );
  const fallbacks = Object.entries(written.channels).flatMap(([name, { fallback }]) => {
    if (fallback !== name) return [];
    const message = `\`${name}\` cannot be its own fallback`;
    return [faultIn(yaml, ['channels', name, 'fallback'], { message })];
  });
  return [...people, ...fallbacks];
}

/** Without those that a secret's fault already tells. */
const besides = (faults: readonly Fault[], secrets: readonly Fault[]): readonly Fault[] =>
  faults.filter(
    ({ line, column }) => !secrets.some((one) => one.line === line && one.column === column),
  );

/** Reads and checks `vigil.yaml`; it needs no secret. */
export function loadVigil(folder: ConfigFolder): LoadedVigil {
  const { faults, yaml } = readConfig(folder, 'vigil.yaml');
  if (yaml === undefined) return { faults };
  const channels = [...asMap(asMap(yaml.value).get('channels')).keys()];
  const checked = checkValue(yaml, vigilSchema(channels), yaml.value);
  const secrets = secretFaults(yaml);
  const vigil = checked.ok ? { folder: folder.path, yaml, written: checked.value } : undefined;
  const cross = vigil === undefined ? [] : crossFaults(vigil);
  const all = inOrder([...secrets, ...besides(checked.faults, secrets), ...cross]);
  return all.length > 0 || vigil === undefined
    ? { faults: all, channels }
    : { faults: all, channels, vigil };
}
