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
    return plain(`✓ ${path}`);
  }
  const copy = keepCopy(path, io.clock.now());
  writeFile(path, text);
  const kept = { ko: ` (전의 것: ${copy})`, en: ` (before: ${copy})` };
  return {
    ko: `✓ ${path}${copy === undefined ? '' : kept.ko}`,
    en: `${path}${copy === undefined ? '' : kept.en}`,
  };
}

const isShadowed = ({ io: { env } }: Workshop, name: string): boolean =>
  Boolean(env[name]) || Boolean(env[`${name}_FILE`]);

/** What is written to `.env` counts only where the real environment is silent. */
export function tellShadows(
  workshop: Workshop,
  { secrets }: Answers,
  tell: (said: Said) => void,
): void {
  for (const name of Object.keys(secrets).filter((one) => isShadowed(workshop, one))) {
    if (workshop.io.env[name] === secrets[name]) continue;
    tell({
      ko: `! 환경 변수 ${name}이(가) .env보다 먼저입니다. 지우거나 같은 값으로 바꾸세요`,
      en: `the environment's own ${name} wins over .env: unset it or change it`,
    });
  }
}
