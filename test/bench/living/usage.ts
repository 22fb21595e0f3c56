import { readFileSync } from 'node:fs';
import { pause } from '../../helpers/process.ts';

/** Linux counts a process's time in these. */
const TICKS_A_SECOND = 100;

/** What a process holds and uses. */
export interface Usage {
  readonly megabytes: number;
  /** Of one core, in percent. */
  readonly cpu: number;
}

/** Seconds of CPU that a process has used. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** What it has in memory now. */
const megabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** Looks at a process for so long. */
export async function usageOf(pid: number, ms: number): Promise<Usage> {
  const before = cpuSeconds(pid);
  await pause(ms);
  const used = cpuSeconds(pid) - before;
  return { megabytes: megabytes(pid), cpu: (used * 100_000) / ms };
}
