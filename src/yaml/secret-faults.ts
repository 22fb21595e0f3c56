import type { Fault } from './fault.ts';
import { asMap } from './raw.ts';
import { holdsSecret, isSecretKey } from './secrets.ts';
import { shown } from './shown.ts';
import { faultIn, type Path, type YamlFile } from './yaml-file.ts';

const EXPECTED = 'an environment variable: a line of .env, such as TELEGRAM_BOT_TOKEN=...';

type Refused = (key: string) => boolean;

function inside(yaml: YamlFile, value: unknown, path: Path, refused: Refused): readonly Fault[] {
  if (typeof value === 'string' && holdsSecret(value)) {
    const message = 'A secret does not belong into a YAML file';
    return [faultIn(yaml, path, { message, expected: EXPECTED })];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => inside(yaml, item, [...path, index], refused));
  }
  return [...asMap(value)].flatMap(([key, inner]) => {
    if (!refused(key)) return inside(yaml, inner, [...path, key], refused);
    const message = `${shown(key)}: a secret does not belong into a YAML file`;
    return [faultIn(yaml, [...path, key], { message, expected: EXPECTED }, 'key')];
  });
}

/** Keys such as `token`, and values that look like one: secrets come from the environment alone. */
export const secretFaults = (yaml: YamlFile): readonly Fault[] =>
  inside(yaml, yaml.value, [], isSecretKey);

/** Values alone, where keys are names that somebody chose. */
export const secretValues = (yaml: YamlFile): readonly Fault[] =>
  holdsSecret(yaml.source.text) ? inside(yaml, yaml.value, [], () => false) : [];
