// `npm run bench:decode [-- --quick] [--json]`: what it costs to read a frame of the broker, and how
// much of that is JSON.parse. A few seconds.
import { parseArgs } from 'node:util';
import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { viFrame } from '../../helpers/frames.ts';
import { markdownTable } from '../markdown-table.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
});
const FRAMES = Array.from({ length: 1_000 }, (_, n) =>
  viFrame({ stock: String(n * 10).padStart(6, '0'), name: `종목${n}`, trigger: '09:05:00' }),
);
const CPU_US = options.quick === true ? 200_000 : 2_000_000;

/** Microseconds of processor time for each frame. */
function measured(read: (frame: string) => unknown): number {
  const round = (): void => FRAMES.forEach((frame) => read(frame));
  for (let n = 0; n < 20; n += 1) round();
  const began = process.cpuUsage();
  for (let rounds = 1; ; rounds += 1) {
    round();
    const { user, system } = process.cpuUsage(began);
    if (user + system > CPU_US) return (user + system) / rounds / FRAMES.length;
  }
}

const bytes = Buffer.byteLength(FRAMES[0] ?? '');
const parse = measured((frame) => JSON.parse(frame));
const decode = measured((frame) => decodeFrame(frame));
const round = (us: number): number => Math.round(us * 100) / 100;
const result = { bytes, parseUs: round(parse), decodeUs: round(decode) };
if (options.json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
else {
  const rows = [
    ['', `CPU µs for a frame of ${bytes} bytes`],
    ['JSON.parse alone', String(result.parseUs)],
    ['decodeFrame: parsed, checked, in true types', String(result.decodeUs)],
  ];
  process.stdout.write(`${markdownTable(rows)}\n`);
}
