import { parseArgs } from 'node:util';
import { simulate, type Result } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    /** Plays one seed and prints its whole story. */
    seed: { type: 'string' },
  },
});

const LAST_LINES = 60;

function report({ seed, violations, story }: Result, lines: number): void {
  console.log(story.slice(-lines).join('\n'));
  console.log(`\nseed ${seed} ${violations.length === 0 ? 'breaks nothing' : 'breaks:'}`);
  for (const [check, all] of Map.groupBy(violations, (one) => one.check)) {
    console.log(`  ${check} (${all.length} times)`);
    for (const { detail } of all.slice(0, 3)) console.log(`    ${detail}`);
  }
}

async function many(from: number, count: number): Promise<boolean> {
  const began = performance.now();
  let simulated = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const result = await simulate(seed);
    simulated += result.simulated;
    if (result.violations.length > 0) {
      report(result, LAST_LINES);
      return false;
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  const rate = (count / seconds).toFixed(1);
  const minutes = Math.round(simulated / 60_000 / seconds);
  console.log(
    `${count} seeds from ${from}: none breaks; ${rate} seeds/s, ${minutes} simulated minutes/s`,
  );
  return true;
}

if (values.seed === undefined) {
  if (!(await many(Number(values.from), Number(values.seeds)))) process.exitCode = 1;
} else {
  const result = await simulate(Number(values.seed));
  report(result, Infinity);
  process.exitCode = result.violations.length === 0 ? 0 : 1;
}
