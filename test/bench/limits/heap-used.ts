import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** V8's own collector, which Node hides without a flag. */
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use, after everything else was collected. */
export function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
