import type { Clock } from '../../platform/clock.ts';
import { postJson, type HttpOutcome } from '../../platform/http.ts';

/**
 * Every call that may leave, with its path. The app key could trade, so nothing else is reachable:
 * no order path and no order api-id (reliability.md, Security).
 */
export const CALLS = {
  ka10054: '/api/dostk/stkinfo',
  ka10080: '/api/dostk/chart',
  ka10099: '/api/dostk/stkinfo',
} as const;

/** The api-ids that may be asked; none of them trades. */
export type ApiId = keyof typeof CALLS;

/** The one path without an api-id (kiwoom.md 3). */
export const TOKEN_PATH = '/oauth2/token';

/** One POST to the broker; `body` becomes JSON. */
export interface GateRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The only way to the broker's REST hosts. Throws on anything that is not listed above. */
export type Gate = (request: GateRequest) => Promise<HttpOutcome>;

const DEADLINE_MS = 15_000;
/** A page of ka10099 is the longest answer, well under 1 MiB. */
const MAX_BYTES = 4 * 1024 * 1024;

const PATH_OF: ReadonlyMap<string, string> = new Map(Object.entries(CALLS));

/** Whether this path may be asked for with this api-id (`undefined`: a call without one). */
export function isAllowed(path: string, apiId: string | undefined): boolean {
  if (apiId === undefined) return path === TOKEN_PATH;
  return PATH_OF.get(apiId) === path;
}

const apiIdOf = (headers: GateRequest['headers']): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'api-id')?.[1];

/** The gate to this host. `signal` ends what is under way; a call has 15 s, and an answer 4 MiB. */
export function createGate(restUrl: string, clock: Clock, signal: AbortSignal): Gate {
  const base = restUrl.replace(/\/+$/, '');
  return async ({ path, headers, body }) => {
    if (!isAllowed(path, apiIdOf(headers))) throw new Error(`not an allowed call: ${path}`);
    return postJson(clock, {
      url: base + path,
      headers,
      body,
      deadline: DEADLINE_MS,
      maxBytes: MAX_BYTES,
      signal,
    });
  };
}
