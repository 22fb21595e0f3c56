import * as z from 'zod';
import { sleep, type Clock } from '../../platform/clock.ts';
import { readAnswer, type Answer } from './answer.ts';
import type { Lost, Stopped } from './ending.ts';
import { CALLS, type ApiId, type Gate } from './gate.ts';
import type { Tokens } from './token.ts';

/** A row of a list, or a request's body: values by the broker's own names. */
export type Row = Readonly<Record<string, unknown>>;

export type RowsOutcome = { readonly is: 'rows'; readonly rows: readonly Row[] } | Lost | Stopped;

/** The broker's lists (kiwoom.md 4). */
export interface Rest {
  /** All rows of a list, over all its pages or up to the one that `isLast`. */
  rows(
    apiId: ApiId,
    body: Row,
    list: string,
    isLast?: (page: readonly Row[]) => boolean,
  ): Promise<RowsOutcome>;
}

/** What asking needs. `signal` ends the waiting for a turn. */
export interface RestOptions {
  readonly gate: Gate;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Calls per api-id: 5 a second on the real host, 1 on the mock; 1 suits both (kiwoom.md 4). */
const CALL_GAP_MS = 1_000;
const MOST_TRIES = 3;
/** ka10099 has 25 pages at most; this only ends a broker that says "more" for ever. */
const MOST_PAGES = 200;

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

type Headers = Readonly<Record<string, string>>;

/** What asks for the next page, or `undefined` on the last one. */
function nextPage(headers: Headers): Headers | undefined {
  const key = headers['next-key'];
  if (headers['cont-yn'] !== 'Y' || key === undefined) return undefined;
  return { 'cont-yn': 'Y', 'next-key': key };
}

/** Lets one call after the other through, `CALL_GAP_MS` apart for each api-id. */
function createPace({ clock, signal }: RestOptions): (apiId: ApiId) => Promise<void> {
  const free = new Map<ApiId, number>();
  return async (apiId) => {
    const now = clock.elapsed();
    const slot = Math.max(free.get(apiId) ?? now, now);
    free.set(apiId, slot + CALL_GAP_MS);
    if (slot > now) await sleep(clock, slot - now, signal);
  };
}

type Ask = (apiId: ApiId, body: Row, more: Headers) => Promise<Answer>;

function createAsk(options: RestOptions): Ask {
  const { gate, tokens } = options;
  const pace = createPace(options);
  return async (apiId, body, more) => {
    await pace(apiId);
    const owned = await tokens.get();
    if (owned.is !== 'token') return owned;
    const headers = { 'api-id': apiId, authorization: `Bearer ${owned.token}`, ...more };
    const answer = readAnswer(await gate({ path: CALLS[apiId], headers, body }));
    if (answer.is === 'unauthorized') await tokens.drop(owned.token);
    return answer;
  };
}

/** Asks again after a wait that was asked for, and with a new token after one was refused. */
const insisting =
  (ask: Ask, { clock, signal }: RestOptions): Ask =>
  async (apiId, body, more) => {
    let answer = await ask(apiId, body, more);
    for (let tries = 1; tries < MOST_TRIES && !signal.aborted; tries += 1) {
      if (answer.is !== 'limited' && answer.is !== 'unauthorized') break;
      if (answer.is === 'limited') await sleep(clock, answer.wait, signal);
      answer = await ask(apiId, body, more);
    }
    return answer;
  };

/** One call a second for each api-id; again after a 429 or with a new token, three in all. */
export function createRest(options: RestOptions): Rest {
  const ask = insisting(createAsk(options), options);
  return {
    async rows(apiId, body, list, isLast = () => false) {
      const rows: Row[] = [];
      let more: Headers | undefined = {};
      for (let page = 0; more !== undefined && page < MOST_PAGES; page += 1) {
        const answer: Answer = await ask(apiId, body, more);
        if (answer.is === 'stopped') return answer;
        if (answer.is !== 'ok') return { is: 'lost', reason: `${apiId}: ${answer.reason}` };
        const found = rowsSchema.safeParse(answer.body[list] ?? []);
        if (!found.success) return { is: 'lost', reason: `${apiId}: no rows in ${list}` };
        rows.push(...found.data);
        more = isLast(found.data) ? undefined : nextPage(answer.headers);
      }
      return { is: 'rows', rows };
    },
  };
}
