import type { CheckedRules } from './rules/checked-rules.ts';
import { compile } from './rules/compile.ts';
import { readRules, type RulesOptions } from './rules/load-rules.ts';
import type { RuleSet } from './rules/rule.ts';
import { endpointFaults } from './settings/endpoints.ts';
import type { Environment } from './settings/environment.ts';
import { requireSecrets } from './settings/load-settings.ts';
import { loadVigil, type LoadedVigil } from './settings/load-vigil.ts';
import type { Settings } from './settings/settings.ts';
import type { ConfigFolder } from './yaml/config-folder.ts';
import type { Fault } from './yaml/fault.ts';
import { recordReads, type FilesRead } from './yaml/files-read.ts';

/** Both files of the folder, read and checked together: plain data. */
export interface ReadConfiguration {
  /** Of `vigil.yaml` and the environment. */
  readonly settingsFaults: readonly Fault[];
  readonly rulesFaults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** The names under `channels`; none when the file cannot be read. */
  readonly channels: readonly string[];
  /** Only without a fault in `vigil.yaml`; `check` never has them, for it asks for no secrets. */
  readonly settings: Settings | undefined;
  /** Only without a fault in the rules. */
  readonly checked: CheckedRules | undefined;
  /** Every file that this was read from. */
  readonly files: FilesRead;
}

/** The same with rules that decide: what `run`, the reload and `check` share. */
export interface Configuration extends Omit<ReadConfiguration, 'checked'> {
  /** Only without a fault in the rules. */
  readonly rules: RuleSet | undefined;
}

type Options = Omit<RulesOptions, 'channels' | 'withoutAlerts'>;

/** What `vigil.yaml` says that rules are held against. */
function around({ channels, vigil }: LoadedVigil): RulesOptions {
  if (channels === undefined) return {};
  const written = Object.entries(vigil?.written.channels ?? {});
  const withoutAlerts = written.flatMap(([name, { tell }]) =>
    tell?.alert === 'off' ? [name] : [],
  );
  return { channels, withoutAlerts };
}

function check(onDisk: ConfigFolder, environment: Environment, options: Options) {
  const { folder, files } = recordReads(onDisk);
  const loaded = loadVigil(folder);
  const { faults, channels, vigil } = loaded;
  const rules = readRules(folder, { ...options, ...around(loaded) });
  const read: ReadConfiguration = {
    settingsFaults: [...faults, ...endpointFaults(environment)],
    rulesFaults: rules.faults,
    warnings: rules.warnings,
    channels: channels ?? [],
    settings: undefined,
    checked: rules.checked,
    files,
  };
  return { read, vigil };
}

const compiled = ({ checked, ...read }: ReadConfiguration): Configuration => ({
  ...read,
  rules: checked && compile(checked),
});

/** Every fault of both files at once; no secret is needed. */
export const checkConfiguration = (
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration => compiled(check(folder, environment, options).read);

/** Every fault, and the settings with the secrets that they need. */
export function readConfiguration(
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): ReadConfiguration {
  const { read, vigil } = check(folder, environment, options);
  if (vigil === undefined) return read;
  const { faults, settings } = requireSecrets(vigil, environment);
  return { ...read, settingsFaults: faults, settings };
}

/** The same with rules that decide. */
export const loadConfiguration = (
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration => compiled(readConfiguration(folder, environment, options));
