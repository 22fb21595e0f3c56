import { parseEnv } from 'node:util';
import type { Fault } from '../yaml/fault.ts';
import { faultAt, sourceText } from '../yaml/source-text.ts';

/** Variables by name; an empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Those that `NAME_FILE` may hold. */
const SECRETS = [
  'KIWOOM_APP_KEY',
  'KIWOOM_SECRET_KEY',
  'TELEGRAM_BOT_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'DATABASE_URL',
  'VIGIL_WEB_TOKEN',
] as const;

/** Every secret of the environment: what no output may hold. */
export const secretsIn = (environment: Environment): readonly string[] =>
  SECRETS.flatMap((name) => environment[name] ?? []);

interface ReadEnvironment {
  readonly environment: Environment;
  readonly faults: readonly Fault[];
}

/** A fault of the environment: it has no line, so it names its variable. */
export const environmentFault = (message: string, expected?: string): Fault =>
  faultAt(sourceText('environment', ''), 0, { message, expected });

const given = (layer: Environment): Environment =>
  Object.fromEntries(Object.entries(layer).filter(([, value]) => value));

/** Some editors put a mark in front (U+FEFF): it is trimmed like a space. */
const parsed = (dotenv: string): Environment => parseEnv(dotenv.trimStart());

/** The real environment over the text of `.env`, without any files. */
export const readVariables = (real: Environment, dotenv: string): Environment => ({
  ...given(parsed(dotenv)),
  ...given(real),
});

/** What `NAME_FILE` leads to, where `NAME` itself is not set. */
function fromFiles(layer: Environment, readFile: (path: string) => string): ReadEnvironment {
  const faults: Fault[] = [];
  const found: Record<string, string> = {};
  for (const name of SECRETS) {
    const path = layer[`${name}_FILE`];
    if (!path || layer[name]) continue;
    try {
      found[name] = readFile(path).trim();
    } catch {
      faults.push(environmentFault(`\`${name}_FILE\` names a file that cannot be read`));
    }
  }
  return { environment: { ...given(layer), ...found }, faults };
}

/**
 * The real environment over the text of `.env`, each with the files that `NAME_FILE` names.
 * `readFile` may throw.
 */
export function readEnvironment(
  real: Environment,
  dotenv: string,
  readFile: (path: string) => string,
): ReadEnvironment {
  const under = fromFiles(parsed(dotenv), readFile);
  const over = fromFiles(real, readFile);
  return {
    environment: { ...under.environment, ...over.environment },
    faults: [...under.faults, ...over.faults],
  };
}
