import * as z from 'zod';
import type { HttpOutcome } from '../../platform/http.ts';
import { addressStop, codeIn, isAddressCode, isKeysCode, isTokenCode } from './codes.ts';
import type { Lost, Stopped, Unauthorized } from './ending.ts';

/** What a REST answer means. HTTP 200 proves nothing: codes stand in the text (kiwoom.md 3, 4). */
export type Answer =
  | {
      readonly is: 'ok';
      readonly body: Readonly<Record<string, unknown>>;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** Too many calls. `wait`: ms. */
  | { readonly is: 'limited'; readonly reason: string; readonly wait: number }
  /** The broker understood and said no. */
  | { readonly is: 'refused'; readonly reason: string }
  | Unauthorized
  /** Maintenance, or the network. */
  | Lost
  | Stopped;

type Headers = Readonly<Record<string, string>>;

const LIMIT_WAIT_MS = 1_000;

const bodySchema = z.looseObject({
  return_code: z.union([z.number(), z.string()]).nullish(),
  return_msg: z.string().nullish(),
});
type Body = z.infer<typeof bodySchema>;

function parseBody(text: string): Body | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function limited(reason: string, headers: Headers): Answer {
  const told = Number(headers['retry-after']) * 1_000;
  return { is: 'limited', reason, wait: told > 0 ? told : LIMIT_WAIT_MS };
}

function readFault(status: number, body: Body, headers: Headers): Answer {
  const reason = `HTTP ${status} ${body.return_msg ?? ''}`.trim();
  const code = codeIn(reason);
  if (code === '1700' || String(body.return_code) === '5') return limited(reason, headers);
  if (isAddressCode(code)) return addressStop(reason);
  if (isKeysCode(code)) return { is: 'stopped', why: 'keys', reason };
  if (isTokenCode(code) || status === 401) return { is: 'unauthorized', reason };
  return { is: 'refused', reason };
}

const isElsewhere = (status: number): boolean => status >= 500 || (status >= 300 && status < 400);

/** Reads the outcome of one call. Pages of HTML and redirects mean "later" and are never parsed. */
export function readAnswer(outcome: HttpOutcome): Answer {
  if (outcome.is === 'failed') return { is: 'lost', reason: outcome.reason };
  const { status, headers } = outcome;
  if (status === 429) return limited('HTTP 429', headers);
  if (isElsewhere(status)) return { is: 'lost', reason: `HTTP ${status}` };
  const body = parseBody(outcome.text);
  if (status !== 200) return readFault(status, body ?? {}, headers);
  if (body === undefined) return { is: 'lost', reason: 'no JSON: maintenance?' };
  const isFine = String(body.return_code ?? 0) === '0';
  return isFine ? { is: 'ok', body, headers } : readFault(status, body, headers);
}
