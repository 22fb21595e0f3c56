// `npm run bench:match [-- --quick] [--json]`: the same rules and events through Vigil's matcher,
// five rule engines and a plain loop, each in a process of its own. What each event matches is
// compared: a matcher that finds anything else fails the run. About 4 min, with --quick 20 s.
import { parseArgs } from 'node:util';
import { playAlone } from './played.ts';
import { compared, table, type Result } from './table.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const quick = options.quick ?? false;
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

/** The loop first: the others have to find what it finds. */
const CONTESTANTS = [
  { module: 'loop', name: 'plain loop over rules of one shape' },
  { module: 'vigil', name: 'Vigil' },
  { module: 'node-rules', name: 'node-rules' },
  { module: 'json-rules-engine', name: 'json-rules-engine' },
  { module: 'zen-engine', name: '@gorules/zen-engine' },
  { module: 'json-logic', name: 'json-logic-js' },
  { module: 'mingo', name: 'mingo' },
];

function resultsAt(size: number): readonly Result[] {
  return CONTESTANTS.flatMap(({ module, name }) => {
    tell(`${size} rules: ${name}`);
    const played = playAlone(module, size, quick ? 200 : 2_000);
    if (played === undefined) tell(`${name} is skipped: it is not installed (npm ci)`);
    return played === undefined ? [] : [{ name, ...played }];
  });
}

const runs = (quick ? [10, 1_000] : [10, 1_000, 100_000]).map((size) => {
  const results = resultsAt(size);
  const { digest, events, wrong } = compared(results);
  if (!options.json) process.stdout.write(`${table(size, results, { digest, events })}\n`);
  for (const name of wrong) tell(`${name} finds other rules than the loop`);
  if (wrong.length > 0) process.exitCode = 1;
  return {
    size,
    digest,
    results: results.map(({ digests, ...result }) => ({ ...result, compared: digests.length })),
  };
});
if (options.json) process.stdout.write(`${JSON.stringify({ quick, runs }, null, 2)}\n`);
