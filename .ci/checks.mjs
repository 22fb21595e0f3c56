// `npm test`: everything CI runs, one after the other. The first fault ends it.
// The last line is always `N passed, N failed`; arguments go to the tests.
import { spawnSync } from 'node:child_process';

const CHECKS = ['format:check', 'lint', 'typecheck', 'knip'];

function run(script, args, stdio) {
  return spawnSync('npm', ['run', '--silent', script, '--', ...args], { stdio, encoding: 'utf8' });
}

for (const script of CHECKS) {
  const started = Date.now();
  const { status, stdout, stderr } = run(script, [], 'pipe');
  if (status !== 0) {
    console.log(`${stdout}${stderr}\n✗ ${script}\n0 passed, 1 failed`);
    process.exit(1);
  }
  console.log(`✓ ${script} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
process.exitCode = run('test:unit', process.argv.slice(2), 'inherit').status ?? 1;
