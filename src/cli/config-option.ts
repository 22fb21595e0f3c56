import { Option } from 'commander';
import type { Io } from './io.ts';

/** `--config DIR`, as every command takes it. */
export const configOption = ({ env }: Io): Option =>
  new Option('--config <dir>', 'configuration folder').default(env['VIGIL_CONFIG'] ?? 'config');
