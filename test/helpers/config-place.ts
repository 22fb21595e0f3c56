import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fakeClock } from './fake-clock.ts';
import { runCommand, type CommandEnd } from './bot-cli.ts';
import type { Clock } from '../../src/platform/clock.ts';

/** A configuration folder with a store beside it. */
export interface ConfigPlace {
  readonly folder: string;
  /** Gives the file's path. */
  write(name: string, text: string | Uint8Array): string;
  vigil(...args: readonly string[]): Promise<CommandEnd>;
}

/** A Telegram group and a console. */
const CHANNELS = 'channels: { phone: { telegram: { chat: -1 } }, screen: { console: {} } }';

/** Gone when the test ends; commands see this environment and clock. */
export function configPlace(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  clock: Clock = fakeClock(),
): ConfigPlace {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-place-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write: ConfigPlace['write'] = (name, text) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const store = `store: { url: "file://${folder}/data/vigil.db" }`;
  for (const [name, text] of Object.entries({ 'vigil.yaml': CHANNELS, ...files }))
    write(name, name === 'vigil.yaml' ? `${text}\n${store}\n` : text);
  return {
    folder,
    write,
    vigil: (...args) => runCommand([...args, '--config', folder], env, clock),
  };
}
