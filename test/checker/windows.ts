import type { ChatRequest, Finding } from './recording.ts';

interface Window {
  readonly scope: string;
  readonly count: number;
  readonly ms: number;
}

/** The platforms' limits as chat-apis.md has them, written down a second time on purpose. */
function windowsOn({ chat, op }: ChatRequest): readonly Window[] {
  const minute = 60_000;
  if (chat.startsWith('slack:')) {
    if (op === 'edit') return [{ scope: 'slack chat.update', count: 50, ms: minute }];
    return [
      { scope: chat, count: 1, ms: 1_000 },
      { scope: 'slack chat.postMessage', count: 300, ms: minute },
    ];
  }
  const group = /^telegram:[-@]/.test(chat) ? [{ scope: chat, count: 20, ms: minute }] : [];
  const bot = { scope: 'telegram bot', count: 30, ms: 1_000 };
  return [{ scope: chat, count: 1, ms: 1_000 }, ...group, bot];
}

/** Arrivals of which `count` more came less than `ms` later. */
function exceeded(arrivals: readonly number[], { scope, count, ms }: Window): readonly Finding[] {
  return arrivals.flatMap((at, index) => {
    const next = arrivals[index + count];
    if (next === undefined || next - at >= ms) return [];
    const about = `${scope}: ${count + 1} requests in ${next - at} ms, from ${new Date(at).toISOString()} on`;
    return [{ kind: 'window', about }];
  });
}

/** Every sliding window, over all that arrived, the refused ones included; no tolerance. */
export function brokenWindows(requests: readonly ChatRequest[]): readonly Finding[] {
  const arrivals = new Map<string, { window: Window; at: number[] }>();
  for (const request of requests) {
    for (const window of windowsOn(request)) {
      const key = `${window.scope} ${window.ms}`;
      const known = arrivals.get(key)?.at ?? [];
      arrivals.set(key, { window, at: [...known, request.at] });
    }
  }
  return [...arrivals.values()].flatMap(({ window, at }) =>
    exceeded(
      at.toSorted((a, b) => a - b),
      window,
    ),
  );
}
