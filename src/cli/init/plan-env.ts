import { parseEnv } from 'node:util';

const PLAIN = /^[\w:+/=.@-]+$/;

/** As the reader of `.env` takes it back, or as one that it cannot hold. */
function quoted(value: string): string {
  if (PLAIN.test(value)) return value;
  const mark = ["'", '"', '`'].find((one) => !value.includes(one)) ?? '';
  return `${mark}${value}${mark}`;
}

function withVariable(text: string, name: string, value: string): string {
  const line = `${name}=${quoted(value)}`;
  const own = new RegExp(`^(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'gm');
  if (own.test(text)) return text.replaceAll(own, () => line);
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** `.env` with these variables, every other line as it is. Throws on a value it cannot hold. */
export function planEnv(text: string, variables: Readonly<Record<string, string>>): string {
  const planned = Object.entries(variables).reduce(
    (so, [name, value]) => withVariable(so, name, value),
    text,
  );
  const read = parseEnv(planned);
  const lost = Object.keys(variables).find((name) => read[name] !== variables[name]);
  if (lost !== undefined) throw new Error(`${lost} cannot be written to .env`);
  return planned;
}
