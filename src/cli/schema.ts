import { Argument, type Command } from 'commander';
import { testFileSchema } from '../rehearsal/test-schema.ts';
import { listed, named } from '../rules/parts.ts';
import { readRulesFiles } from '../rules/read-rules-files.ts';
import { rulesJsonSchema } from '../rules/rules-file.ts';
import { loadVigil } from '../settings/load-vigil.ts';
import { vigilSchema } from '../settings/vigil-schema.ts';
import { configFolder, type ConfigFolder } from '../yaml/config-folder.ts';
import { asMap } from '../yaml/raw.ts';
import { toJsonSchema } from '../yaml/to-json-schema.ts';
import { configOption } from './config-option.ts';
import type { Io } from './io.ts';

type File = 'rules' | 'vigil' | 'test';

interface Names {
  readonly channels: readonly string[] | undefined;
  readonly rules: readonly string[] | undefined;
  readonly templates: readonly string[] | undefined;
  readonly lists: readonly string[];
}

const ANY: Names = { channels: undefined, rules: undefined, templates: undefined, lists: [] };

const SCHEMAS: Readonly<Record<File, (names: Names) => string>> = {
  rules: (names) => toJsonSchema(rulesJsonSchema(names), 'config/rules.yaml'),
  vigil: ({ channels }) => toJsonSchema(vigilSchema(channels ?? []), 'config/vigil.yaml'),
  test: (names) => toJsonSchema(testFileSchema(names), 'config/rules.test.yaml'),
};

/** The names that the folder's files give, as far as they can be read. */
export function namesIn(folder: ConfigFolder): Names {
  const { files } = readRulesFiles(folder);
  const namesOf = (section: string) => named(files, section).map(({ name }) => name);
  return {
    channels: loadVigil(folder).channels,
    rules: listed(files, 'rules')
      .map(({ value }) => asMap(value).get('name'))
      .filter((name) => typeof name === 'string'),
    templates: namesOf('templates'),
    lists: namesOf('watchlists'),
  };
}

/** The JSON Schema of one of the files; `config/schema/` holds what it prints for any names. */
export const schemaOf = (file: File, names: Names = ANY): string => SCHEMAS[file](names);

/** Adds `schema`. */
export function registerSchema(program: Command, io: Io): void {
  program
    .command('schema')
    .description('JSON Schema of a configuration file, for editors')
    .addArgument(
      new Argument('[file]', 'which file').choices(Object.keys(SCHEMAS)).default('rules'),
    )
    .addOption(configOption(io))
    .option('--names', 'with the names of its channels, lists, rules and templates')
    .action((file: File, { config, names }: { config: string; names?: boolean }) => {
      io.out(schemaOf(file, names === true ? namesIn(configFolder(config)) : ANY));
      io.exit(0);
    });
}
