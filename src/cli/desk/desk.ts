import { loadConfiguration } from '../../configuration.ts';
import type { RuleSet } from '../../rules/rule.ts';
import { loadRules } from '../../rules/load-rules.ts';
import { loadVigil } from '../../settings/load-vigil.ts';
import { settingsOf } from '../../settings/load-settings.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Store } from '../../store/store.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import type { Fault } from '../../yaml/fault.ts';
import { tellFaults } from '../check.ts';
import { environmentOf } from './environment.ts';
import { openTold } from './open-told.ts';
import type { Io } from '../io.ts';

/** What commands beside a running or stopped bot work on: no secret, no lock, no network. */
export interface Desk {
  readonly settings: Settings;
  readonly store: Store;
}

function tellAll(io: Io, faults: readonly Fault[]): undefined {
  tellFaults(io, faults);
  return undefined;
}

/** The settings of the folder; `undefined` when it has faults, which are told then. */
export function readSettings(folder: string, io: Io): Settings | undefined {
  const { vigil, faults } = loadVigil(configFolder(folder));
  if (vigil === undefined) return tellAll(io, faults);
  return settingsOf(vigil, environmentOf(io).environment);
}

/** The same with every secret they need, for what is sent. */
export function readWholeSettings(folder: string, io: Io): Settings | undefined {
  const { environment, faults } = environmentOf(io);
  const { settings, settingsFaults } = loadConfiguration(configFolder(folder), environment);
  tellFaults(io, [...faults, ...settingsFaults]);
  return faults.length > 0 ? undefined : settings;
}

/** The rules of the folder; `undefined` when they have faults, which are told then. */
export function readRuleSet(folder: string, { channels }: Settings, io: Io): RuleSet | undefined {
  const { set, faults } = loadRules(configFolder(folder), {
    channels: channels.map(({ name }) => name),
  });
  return set ?? tellAll(io, faults);
}

/** Opens the store of the folder's settings for one piece of work. Resolves to its exit code. */
export async function atDesk(
  folder: string,
  io: Io,
  work: (desk: Desk) => Promise<number>,
): Promise<void> {
  const settings = readSettings(folder, io);
  if (settings === undefined) return io.exit(1);
  const store = await openTold(settings.store.path, io);
  if (store === undefined) return io.exit(1);
  try {
    io.exit(await work({ settings, store }));
  } finally {
    await store.close();
  }
}
