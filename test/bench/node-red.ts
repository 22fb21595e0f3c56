import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('node-red/', import.meta.url));
const PROGRAM = `${FOLDER}node_modules/node-red/red.js`;

/** No editor, no log: what is left is what a flow costs. */
const SETTINGS = `module.exports = {
  httpAdminRoot: false,
  httpNodeRoot: false,
  flowFile: 'flows.json',
  credentialSecret: false,
  logging: { console: { level: 'off' } },
};
`;

/** Installs it beside the bench where it is absent; `undefined` when that fails. */
export function nodeRed(): string | undefined {
  if (!existsSync(PROGRAM)) {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    spawnSync('npm', args, { cwd: FOLDER, stdio: 'inherit' });
  }
  return existsSync(PROGRAM) ? PROGRAM : undefined;
}

/** The files of a folder in which it plays these nodes. */
export const nodeRedFiles = (nodes: readonly object[]): Readonly<Record<string, string>> => ({
  'settings.js': SETTINGS,
  'flows.json': JSON.stringify([{ id: 'tab', type: 'tab', label: 'bench' }, ...nodes]),
});
