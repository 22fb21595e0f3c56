import { Option } from 'commander';
import { variablesOf } from './desk/environment.ts';
import type { Io } from './io.ts';

/** `--config DIR`, as every command takes it. */
export const configOption = (io: Io): Option =>
  new Option('--config <dir>', 'configuration folder').default(
    variablesOf(io)['VIGIL_CONFIG'] ?? 'config',
  );
