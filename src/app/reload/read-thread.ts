// A thread of its own: reads and checks the configuration whenever it is asked, which takes the
// YAML parser seconds for large files. Started by reader.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { readConfiguration } from '../../configuration.ts';
import type { CheckedRules } from '../../rules/checked-rules.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import { GIVEN, type Part } from './thread-parts.ts';

/** So many are unpacked in a moment. */
const RULES_AT_ONCE = 50;
const LISTS_AT_ONCE = 10;

const { folder, environment, port } = GIVEN.parse(workerData);
const send = (part: Part): void => port.postMessage(part);

function* chunks<T>(all: readonly T[], size: number): Iterable<readonly T[]> {
  for (let n = 0; n < all.length; n += size) yield all.slice(n, n + size);
}

/** All of it, and what is left to send. */
function sendLarge({ rules, watchlists, ...checked }: CheckedRules): CheckedRules {
  const { sources, texts } = watchlists;
  const lists = [...sources].map(([name, all]) => [name, all, texts.get(name) ?? ''] as const);
  for (const part of chunks(rules, RULES_AT_ONCE)) send({ rules: part });
  for (const part of chunks(lists, LISTS_AT_ONCE)) send({ lists: part });
  const left = { ...watchlists, sources: new Map(), texts: new Map() };
  return { ...checked, rules: [], watchlists: left };
}

function read(today: string): void {
  const { checked, files, ...all } = readConfiguration(configFolder(folder), environment, {
    today,
  });
  for (const file of files) send({ file });
  send({ read: all, others: checked && sendLarge(checked) });
}

parentPort?.on('message', (today: string) => {
  read(today);
  // Nothing to transfer.
  parentPort?.postMessage('done', []);
});
