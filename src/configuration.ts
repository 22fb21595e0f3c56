import { loadRules, type RulesOptions } from './rules/load-rules.ts';
import type { RuleSet } from './rules/rule.ts';
import { endpointFaults } from './settings/endpoints.ts';
import type { Environment } from './settings/environment.ts';
import { requireSecrets } from './settings/load-settings.ts';
import { loadVigil } from './settings/load-vigil.ts';
import type { Settings } from './settings/settings.ts';
import type { ConfigFolder } from './yaml/config-folder.ts';
import type { Fault } from './yaml/fault.ts';

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
}

type Options = Omit<RulesOptions, 'channels'>;

/** Every fault of both files at once; no secret is needed. */
export function checkConfiguration(
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration {
  const { faults, channels } = loadVigil(folder);
  const rules = loadRules(folder, channels === undefined ? options : { ...options, channels });
  return {
    settingsFaults: [...faults, ...endpointFaults(environment)],
    rulesFaults: rules.faults,
    warnings: rules.warnings,
    channels: channels ?? [],
    settings: undefined,
    rules: rules.set,
  };
}

/** The same, with the secrets that the settings need. */
export function loadConfiguration(
  folder: ConfigFolder,
  environment: Environment,
  options: Options = {},
): Configuration {
  const checked = checkConfiguration(folder, environment, options);
  const { vigil } = loadVigil(folder);
  if (vigil === undefined) return checked;
  const { faults, settings } = requireSecrets(vigil, environment);
  return { ...checked, settingsFaults: faults, settings };
}
