import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { readEnvironment, type Environment } from '../../settings/environment.ts';
import { endpointFaults, endpoints } from '../../settings/endpoints.ts';
import { settingsOf } from '../../settings/load-settings.ts';
import { loadVigil } from '../../settings/load-vigil.ts';
import { configFolder, withTexts, type ConfigFolder } from '../../yaml/config-folder.ts';
import type { Fault } from '../../yaml/fault.ts';
import { holdOff } from '../doctor/ask-bot.ts';
import type { Io } from '../io.ts';
import { FIRST_RULES } from './plan-rules.ts';
import { FIRST_VIGIL } from './plan-vigil.ts';
import { textOf } from './write-file.ts';

/** The files that are set up, as they are now. */
export interface Workshop {
  readonly io: Io;
  readonly envFile: string;
  readonly vigilFile: string;
  readonly rulesFile: string;
  /** The texts; where there is no file, those to begin with. */
  readonly env: string;
  readonly vigil: string;
  readonly rules: string;
  readonly environment: Environment;
  /** Beside the store: where the bot looks for its token. */
  readonly cacheFolder: string;
  readonly botRuns: boolean;
  /** What must be mended first: an edit of a file that cannot be read would break it further. */
  readonly faults: readonly Fault[];
  /** The configuration folder with these texts in place of its own. */
  with(texts: { readonly vigil: string; readonly rules: string }): ConfigFolder;
}

const DEFAULT_CACHE = 'data';

function isHeld(store: string | undefined): boolean {
  const lock = store === undefined ? undefined : holdOff(store);
  if (lock !== 'held') lock?.release();
  return lock === 'held';
}

/** Looks at what is there. */
export function openWorkshop(folder: string, envFile: string, io: Io): Workshop {
  const [vigilFile, rulesFile] = [join(folder, 'vigil.yaml'), join(folder, 'rules.yaml')];
  const env = textOf(envFile);
  const vigil = textOf(vigilFile) || FIRST_VIGIL;
  const rules = textOf(rulesFile) || FIRST_RULES;
  const { environment, faults } = readEnvironment(io.env, env, (path) =>
    readFileSync(path, 'utf8'),
  );
  const seen: Workshop['with'] = (texts) =>
    withTexts(configFolder(folder), { 'vigil.yaml': texts.vigil, 'rules.yaml': texts.rules });
  const loaded = loadVigil(seen({ vigil, rules }));
  const store = loaded.vigil && settingsOf(loaded.vigil, environment).store.path;
  return {
    io,
    envFile,
    vigilFile,
    rulesFile,
    env,
    vigil,
    rules,
    environment,
    cacheFolder: store === undefined ? DEFAULT_CACHE : dirname(store),
    botRuns: isHeld(store),
    faults: [...faults, ...endpointFaults(environment), ...loaded.faults],
    with: seen,
  };
}

/** Where Kiwoom, Telegram and Slack are asked. */
export const endpointsFor = (
  { environment }: Workshop,
  market: 'real' | 'mock' = 'real',
): ReturnType<typeof endpoints> => endpoints(environment, market);
