import type { Environment } from '../../settings/environment.ts';
import { plain, type Said } from '../said.ts';
import type { Answers } from './answers.ts';
import { planEnv } from './plan-env.ts';
import type { Workshop } from './workshop.ts';
import { keepCopy, textOf, writeFile } from './write-file.ts';

/** One file as it will be. */
interface Change {
  readonly path: string;
  readonly text: string;
  readonly isSecret: boolean;
}

/** What the plans change on disk. */
export const changesOf = (
  { env, envFile, vigilFile, rulesFile }: Workshop,
  { vigil, rules }: { readonly vigil: string; readonly rules: string },
  { secrets }: Answers,
): readonly Change[] =>
  [
    { path: envFile, text: planEnv(env, secrets), isSecret: true },
    { path: vigilFile, text: vigil, isSecret: false },
    { path: rulesFile, text: rules, isSecret: false },
  ].filter(({ path, text }) => text !== textOf(path));

/** Writes it and says so. Secrets get no copy: one more file with an old key helps nobody. */
export function writeChange({ path, text, isSecret }: Change, { io }: Workshop): Said {
  if (isSecret) {
    writeFile(path, text, 0o600);
    return plain(path);
  }
  const copy = keepCopy(path, io.clock.now());
  writeFile(path, text);
  if (copy === undefined) return plain(path);
  return { ko: `${path}, 전의 것은 ${copy}`, en: `${path}; before: ${copy}` };
}

const isSet = (env: Environment, name: string): boolean =>
  [name, `${name}_FILE`].some((one) => (env[one] ?? '') !== '');

/** What is written to `.env` counts only where the real environment is silent. */
export const shadowsOf = ({ io: { env } }: Workshop, { secrets }: Answers): readonly Said[] =>
  Object.keys(secrets)
    .filter((name) => isSet(env, name) && env[name] !== secrets[name])
    .map((name) => ({
      ko: `환경 변수 ${name}이(가) .env보다 먼저입니다. 지우거나 같은 값으로 바꾸세요`,
      en: `the environment's own ${name} wins over .env: unset it or change it`,
    }));
