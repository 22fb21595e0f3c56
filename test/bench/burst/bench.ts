// `npm run bench:burst [-- --quick] [--json]`: so many VIs at once, through the real process, to one
// fake Telegram chat that enforces the limits: when the first is told, and when all are. Loopback
// only; 5 min, with --quick under 1.
import { parseArgs } from 'node:util';
import { markdownTable } from '../markdown-table.ts';
import { play, type Burst, type Outcome } from './play.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});

const BURSTS: readonly Burst[] = [
  { chat: 'private', count: 60, targetS: 2 },
  { chat: 'private', count: 1_000, targetS: 18 },
  { chat: 'private', count: 2_500, targetS: 44 },
  { chat: 'group', count: 60, targetS: 1 },
  { chat: 'group', count: 1_000, targetS: 17 },
  { chat: 'group', count: 2_500, targetS: 123 },
];
const QUICK_COUNT = 1_000;

const HEADER = ['chat', 'VIs', 'first, ms', 'all, s', 'target, s', 'shown', 'messages', '429s'];

const cells = (outcome: Outcome): readonly string[] => [
  outcome.chat,
  outcome.count.toLocaleString('en'),
  outcome.firstMs?.toFixed(0) ?? 'never',
  outcome.allS?.toFixed(2) ?? 'never',
  String(outcome.targetS),
  `${outcome.shown}/${outcome.count}`,
  String(outcome.messages),
  String(outcome.refused),
];

const outcomes: Outcome[] = [];
for (const burst of BURSTS) {
  if (options.quick && burst.count > QUICK_COUNT) continue;
  process.stderr.write(`${burst.count} to a ${burst.chat} chat: at most ${burst.targetS} s\n`);
  outcomes.push(await play(burst));
}
process.stdout.write(
  options.json
    ? `${JSON.stringify({ quick: options.quick ?? false, outcomes }, null, 2)}\n`
    : `${markdownTable([HEADER, ...outcomes.map(cells)])}\n`,
);
