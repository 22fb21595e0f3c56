// `npm run bench [-- --quick]`: every bench of this folder, one after the other, each with its
// tables. A bench is a folder with a `bench.ts`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const benches = readdirSync(FOLDER).filter((name) => existsSync(`${FOLDER}${name}/bench.ts`));
const failed = benches.filter((name) => {
  process.stdout.write(`\n# bench:${name}\n\n`);
  const args = [`${FOLDER}${name}/bench.ts`, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  process.stderr.write(`failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
