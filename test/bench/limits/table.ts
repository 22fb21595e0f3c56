import { markdownTable } from '../markdown-table.ts';
import type { Memory, TaskCost } from './cost.ts';
import type { Figures } from './measure.ts';

/** What one contestant made of one schedule. */
export interface Result extends Figures {
  readonly schedule: string;
  readonly name: string;
  readonly setting: string;
}

const violations = ({ violations: counts }: Figures): string =>
  Object.entries(counts)
    .map(([window, count]) => `${count} (${window})`)
    .join(', ');

/** One schedule, contestant by contestant. */
export function scheduleTable(title: string, results: readonly Result[]): string {
  const header = ['scheduler', 'set up', 'sent', 's', '% of the optimum', 'violations by window'];
  const rows = results.map((result) => [
    result.name,
    result.setting,
    String(result.sent),
    (result.ms / 1_000).toFixed(2),
    result.optimum.toFixed(1),
    violations(result),
  ]);
  return `## ${title}\n\n${markdownTable([header, ...rows])}\n`;
}

const ratio = (ours: number, theirs: number): string => (ours / theirs).toFixed(2);

export function costTable(costs: readonly TaskCost[]): string {
  const header = ['chats', 'tasks', 'Vigil, µs', 'p-queue, µs', 'ratio'];
  const rows = costs.map(({ chats, tasks, vigil, pQueue }) => [
    chats.toLocaleString('en'),
    tasks.toLocaleString('en'),
    vigil.toFixed(2),
    pQueue.toFixed(2),
    ratio(vigil, pQueue),
  ]);
  return `## CPU time for one task\n\n${markdownTable([header, ...rows])}\n`;
}

export function memoryTable(chats: number, memories: readonly Memory[]): string {
  const header = ['a chat is', 'Vigil, KB', 'p-queue, KB', 'ratio'];
  const rows = memories.map(({ state, vigil, pQueue }) => [
    state,
    vigil.toFixed(3),
    pQueue.toFixed(3),
    ratio(vigil, pQueue),
  ]);
  const title = `Heap for one of ${chats.toLocaleString('en')} chats`;
  return `## ${title}\n\n${markdownTable([header, ...rows])}\n`;
}
