// `npm run bench:delivery [-- --quick] [--json]`: one burst after the other through Alertmanager
// and Vigil, to the same fake chats with the platforms' limits. Loopback only; under 8 min, with
// --quick under 2. Alertmanager: `apt-get install prometheus-alertmanager`.
import { parseArgs } from 'node:util';
import { alertmanagerVersion, alone, grouped, saved } from './alertmanager.ts';
import type { Entry } from './contestant.ts';
import { play, type Result, type Scenario } from './scenarios.ts';
import { table } from './table.ts';
import { vigil } from './vigil.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const quick = options.quick ?? false;
const watchMs = quick ? 8_000 : 20_000;

const SMALL: Scenario = {
  name: '30 VIs in 3 s',
  count: 30,
  ms: 3_000,
  kill: false,
  endsAfterMs: 0,
  watchMs,
};
const LARGE: Scenario = {
  ...SMALL,
  name: '300 VIs in 10 s',
  count: 300,
  ms: 10_000,
  // A real one lasts two minutes and more: the limits' minute is over when it ends.
  endsAfterMs: 60_000,
};
const KILL: Scenario = { ...SMALL, name: '30 VIs in 3 s, kill -9 after 15', kill: true };

const version = alertmanagerVersion();
const tell = (text: string): void => void process.stderr.write(`${text}\n`);
tell(
  version === undefined
    ? 'Alertmanager is skipped: it is not installed (apt-get install prometheus-alertmanager)'
    : `Alertmanager ${version}`,
);

/** Who takes part in a scenario: Alertmanager only where it is installed. */
function entriesOf({ kill }: Scenario): readonly Entry[] {
  if (version === undefined) return [vigil];
  return kill ? [alone, grouped, saved, vigil] : [alone, grouped, vigil];
}

const results: Result[] = [];
for (const scenario of quick ? [SMALL, KILL] : [SMALL, LARGE, KILL]) {
  for (const entry of entriesOf(scenario)) {
    tell(`${scenario.name}: ${entry.name}, ${entry.setting}`);
    results.push(await play(entry, scenario));
  }
  const own = results.filter(({ scenario: name }) => name === scenario.name);
  if (!options.json) process.stdout.write(`${table(scenario.name, own)}\n`);
}
if (options.json) {
  const data = { alertmanager: version ?? null, quick, results };
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}
