import type { Profiler } from 'node:inspector';

/** A function, or all of a package's. */
export interface Cost {
  readonly what: string;
  readonly ms: number;
  readonly part: number;
}

const TOLD = 20;

/** A package by its name, a file of ours with its function, else what Node calls it. */
function nameOf({ callFrame }: Profiler.ProfileNode): string {
  const { url, functionName } = callFrame;
  const [, inPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (inPackage !== undefined) return inPackage;
  const [, own] = /\/((?:src|test)\/.*)$/.exec(url) ?? [];
  if (own !== undefined) return `${own}: ${functionName || '(a function)'}`;
  return url === '' ? functionName : url;
}

/** What a profile spent most time in itself, the costliest first; idle time left out. */
export function costliest({
  nodes,
  samples = [],
  timeDeltas = [],
}: Profiler.Profile): readonly Cost[] {
  const byId = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const sums = new Map<string, number>();
  samples.forEach((id, n) => {
    const what = byId.get(id) ?? '';
    if (what !== '(idle)') sums.set(what, (sums.get(what) ?? 0) + (timeDeltas[n] ?? 0) / 1_000);
  });
  const all = [...sums.values()].reduce((sum, ms) => sum + ms, 0);
  return [...sums]
    .map(([what, ms]) => ({ what, ms, part: ms / all }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, TOLD);
}
