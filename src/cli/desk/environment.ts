import { readFileSync } from 'node:fs';
import { readEnvironment, readVariables, type Environment } from '../../settings/environment.ts';
import type { Fault } from '../../yaml/fault.ts';
import type { Io } from '../io.ts';

function dotenv(): string {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return '';
  }
}

/** The real environment over `.env` of the working folder. */
export const variablesOf = ({ env }: Pick<Io, 'env'>): Environment => readVariables(env, dotenv());

/** The same, secrets from files included. */
export const environmentOf = (
  io: Io,
): { readonly environment: Environment; readonly faults: readonly Fault[] } =>
  readEnvironment(io.env, dotenv(), (path) => readFileSync(path, 'utf8'));
