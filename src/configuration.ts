import { loadRules, type RulesOptions } from './rules/load-rules.ts';
import type { RuleSet } from './rules/rule.ts';
import { endpointFaults } from './settings/endpoints.ts';
import type { Environment } from './settings/environment.ts';
import { requireSecrets } from './settings/load-settings.ts';
import { loadVigil } from './settings/load-vigil.ts';
import type { Settings } from './settings/settings.ts';
import type { ConfigFolder } from './yaml/config-folder.ts';
import type { Fault } from './yaml/fault.ts';
import { recordReads, type FilesRead } from './yaml/files-read.ts';

/** Both files of the folder, checked together: what `run`, the reload and `check` share. */
export interface Configuration {
  /** Of `vigil.yaml` and the environment. */
  readonly settingsFaults: readonly Fault[];
  readonly rulesFaults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** The names under `channels`; none when the file cannot be read. */
  readonly channels: readonly string[];
  /** Only without a fault in `vigil.yaml`; `check` never has them, for it asks for no secrets. */
  readonly settings: Settings | undefined;
  /** Only without a fault in the rules. */
  readonly rules: RuleSet | undefined;
  /** Every file that this was read from. */
  readonly files: FilesRead;
}

type Options = Omit<RulesOptions, 'channels'>;

function check(onDisk: ConfigFolder, environment: Environment, options: Options) {
  const { folder, files } = recordReads(onDisk);
  const { faults, channels, vigil } = loadVigil(folder);
  const rules = loadRules(folder, channels === undefined ? options : { ...options, channels });
  const configuration: Configuration = {
    settingsFaults: [...faults, ...endpointFaults(environment)],
    rulesFaults: rules.faults,
    warnings: rules.warnings,
    channels: channels ?? [],
    settings: undefined,
    rules: rules.set,
    files,
  };
  return { configuration, vigil };
}

/** Every fault of both files at once; no secret is needed. */
export const checkConfiguration = (
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration => check(folder, environment, options).configuration;

/** The same, with the secrets that the settings need. */
export function loadConfiguration(
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration {
  const { configuration, vigil } = check(folder, environment, options);
  if (vigil === undefined) return configuration;
  const { faults, settings } = requireSecrets(vigil, environment);
  return { ...configuration, settingsFaults: faults, settings };
}
