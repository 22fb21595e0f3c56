import { createHash } from 'node:crypto';
import { markdownTable } from '../markdown-table.ts';
import type { Played } from './played.ts';

export interface Result extends Played {
  readonly name: string;
}

/** How far all found the same: what the first one found counts. */
export function compared(results: readonly Result[]) {
  const [first] = results;
  const events = Math.min(...results.map(({ digests }) => digests.length));
  const own = first?.digests ?? [];
  const wrong = results
    .filter(({ digests }) => digests.some((digest, n) => n < own.length && digest !== own[n]))
    .map(({ name }) => name);
  const all = createHash('sha256').update(own.slice(0, events).join());
  return { events, digest: all.digest('hex').slice(0, 12), wrong };
}

const grouped = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const times = (a: number, b: number | undefined): string =>
  b === undefined ? '-' : `${grouped.format(a / b)} x`;

/** In a small set it is the engine that counts, not the rules. */
const LARGE = 100_000;

const HEADER = [
  'matcher',
  'events per CPU second',
  'Vigil is faster by',
  'heap per rule, bytes',
  'events played',
  'events compared',
];

/** The results at one size as a Markdown table. */
export function table(
  size: number,
  results: readonly Result[],
  { digest, events }: { readonly digest: string; readonly events: number },
): string {
  const own = results.find(({ name }) => name === 'Vigil');
  const rows = results.map(({ name, rate, played, digests, bytes }) => [
    name,
    grouped.format(rate),
    own === undefined ? '-' : times(own.rate, rate),
    size < LARGE ? '-' : grouped.format(bytes),
    String(played),
    String(digests.length),
  ]);
  const matches = grouped.format(own?.matches ?? 0);
  return [
    `## ${size} rules (an event matches ${matches} of them)`,
    '',
    markdownTable([HEADER, ...rows]),
    '',
    `The first ${events} events match the same rules in all of them: ${digest}.`,
    '',
  ].join('\n');
}
