// A thread of its own: reads and checks the configuration whenever it is asked, which takes the
// YAML parser seconds for large files. Started by reader.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { readConfiguration } from '../../configuration.ts';
import { configFolder } from '../../yaml/config-folder.ts';
import { GIVEN, type Part } from './thread-parts.ts';

/** So many are unpacked in a moment. */
const RULES_AT_ONCE = 50;

const { folder, environment, port } = GIVEN.parse(workerData);
const send = (part: Part): void => port.postMessage(part);

function read(today: string): void {
  const { checked, ...all } = readConfiguration(configFolder(folder), environment, { today });
  const rules = checked?.rules ?? [];
  for (let n = 0; n < rules.length; n += RULES_AT_ONCE) {
    send({ rules: rules.slice(n, n + RULES_AT_ONCE) });
  }
  send({ read: all, others: checked && { ...checked, rules: [] } });
}

parentPort?.on('message', (today: string) => {
  read(today);
  // Nothing to transfer.
  parentPort?.postMessage('done', []);
});
