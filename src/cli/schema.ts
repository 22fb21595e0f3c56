import { Argument, type Command } from 'commander';
import { testFileSchema } from '../rehearsal/test-schema.ts';
import { rulesJsonSchema } from '../rules/rules-file.ts';
import { vigilSchema } from '../settings/vigil-schema.ts';
import { toJsonSchema } from '../yaml/to-json-schema.ts';
import type { Io } from './io.ts';

const ANY_NAMES = { rules: undefined, channels: undefined };

const SCHEMAS = {
  rules: () => toJsonSchema(rulesJsonSchema(), 'config/rules.yaml'),
  vigil: () => toJsonSchema(vigilSchema([]), 'config/vigil.yaml'),
  test: () => toJsonSchema(testFileSchema(ANY_NAMES), 'config/rules.test.yaml'),
} as const;

/** The JSON Schema of one of the files; `config/schema/` holds what it prints. */
export const schemaOf = (file: keyof typeof SCHEMAS): string => SCHEMAS[file]();

/** Adds `schema`. */
export function registerSchema(program: Command, io: Io): void {
  program
    .command('schema')
    .description('JSON Schema of a configuration file, for editors')
    .addArgument(
      new Argument('[file]', 'which file').choices(Object.keys(SCHEMAS)).default('rules'),
    )
    .option('--config <dir>', 'configuration folder (not read)')
    .action((file: keyof typeof SCHEMAS) => {
      io.out(schemaOf(file));
      io.exit(0);
    });
}
