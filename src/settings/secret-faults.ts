import type { Fault } from '../yaml/fault.ts';
import { asMap } from '../yaml/raw.ts';
import { holdsSecret, isSecretKey } from '../yaml/secrets.ts';
import { shown } from '../yaml/shown.ts';
import { faultIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';

const EXPECTED = 'an environment variable: a line of .env, such as TELEGRAM_BOT_TOKEN=...';

function inside(yaml: YamlFile, value: unknown, path: Path): readonly Fault[] {
  if (typeof value === 'string' && holdsSecret(value)) {
    const message = 'A secret does not belong into a YAML file';
    return [faultIn(yaml, path, { message, expected: EXPECTED })];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => inside(yaml, item, [...path, index]));
  }
  return [...asMap(value)].flatMap(([key, inner]) => {
    if (!isSecretKey(key)) return inside(yaml, inner, [...path, key]);
    const message = `${shown(key)}: a secret does not belong into a YAML file`;
    return [faultIn(yaml, [...path, key], { message, expected: EXPECTED }, 'key')];
  });
}

/** Keys such as `token`, and values that look like one: secrets come from the environment alone. */
export const secretFaults = (yaml: YamlFile): readonly Fault[] => inside(yaml, yaml.value, []);
