import { Telegram, TelegramError } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import * as z from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { connectedAgent } from '../connected-agent.ts';
import { isNotConnected } from '../not-connected.ts';
import { redact } from '../redact.ts';

/** How a call to the Bot API ended. Reasons hold no token. */
export type Reply =
  | { readonly is: 'ok'; readonly result: unknown }
  /** The API said no: `{"ok":false}`, or a status from 500 on. */
  | {
      readonly is: 'refused';
      readonly code: number | undefined;
      readonly description: string;
      /** Seconds. */
      readonly retryAfter: number | undefined;
      readonly migrateTo: string | undefined;
    }
  | { readonly is: 'not-sent'; readonly reason: string }
  /** No readable answer. */
  | { readonly is: 'no-answer'; readonly reason: string };

export interface CallOptions {
  /** ms for the whole exchange. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
}

/** The only place that speaks to Telegram. Never throws. */
export interface Transport {
  call<M extends keyof Methods>(method: M, payload: Opts<M>, options?: CallOptions): Promise<Reply>;
  /** Telegraf's own client, for its `Context`; nothing is sent through it elsewhere. */
  readonly telegram: Telegram;
  /** Drops the idle connections. */
  close(): void;
}

export interface TelegramAccess {
  readonly token: string;
  readonly apiRoot: string;
}

/** `callApi` as it behaves: telegraf's types know only an old shim of `AbortSignal`. */
interface Caller {
  callApi(method: string, payload: object, options?: { signal?: unknown }): Promise<unknown>;
}

/** Telegraf's multipart writer leaves out what is neither plain nor a file: that goes as JSON. */
function asParts(payload: object): object {
  const isFile = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'source' in value;
  const entries = Object.entries(payload);
  if (!entries.some(([, value]) => isFile(value))) return payload;
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'object' && !isFile(value) ? JSON.stringify(value) : value,
    ]),
  );
}

const DEADLINE_MS = 10_000;
const CONNECT_MS = 5000;

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  // node-fetch quotes the page, and the address with the token in it.
  return 'type' in fault && fault.type === 'invalid-json'
    ? 'an answer that is no JSON'
    : fault.message;
}

const CHAT_ID = z.union([z.number(), z.string()]).transform(String);

const STRANGE = "an answer that is not Telegram's";

/** An answer that is not ok. Whoever stands between us and Telegram may send anything. */
const REFUSAL = z
  .object({
    error_code: z.number().optional().catch(undefined),
    description: z.string().catch(STRANGE),
    parameters: z
      .object({
        retry_after: z.coerce.number().positive().optional().catch(undefined),
        migrate_to_chat_id: CHAT_ID.optional().catch(undefined),
      })
      .catch({}),
  })
  .catch({ description: STRANGE, parameters: {} });

/** Reads what `callApi` threw. */
export function readFault(fault: unknown, token: string): Reply {
  if (fault instanceof TelegramError) {
    const { error_code: code, description, parameters } = REFUSAL.parse(fault.response);
    const { retry_after: retryAfter, migrate_to_chat_id: migrateTo } = parameters;
    return {
      is: 'refused',
      code,
      description: redact(description, [token]),
      retryAfter,
      migrateTo,
    };
  }
  const reason = redact(reasonOf(fault), [token]);
  return { is: isNotConnected(fault) ? 'not-sent' : 'no-answer', reason };
}

function client(access: TelegramAccess, clock: Clock): Telegram {
  const apiRoot = access.apiRoot.endsWith('/') ? access.apiRoot : `${access.apiRoot}/`;
  const telegram = new Telegram(access.token, { apiRoot, webhookReply: false });
  // Telegraf drops the agent of a plain http root (a mock) when it is given in the options.
  telegram.options.agent = connectedAgent(new URL(apiRoot), clock, CONNECT_MS);
  return telegram;
}

/** A connection to the Bot API with warm sockets and a deadline for every call. */
export function openTransport(access: TelegramAccess, clock: Clock): Transport {
  const telegram = client(access, clock);
  const caller: Caller = telegram;
  return {
    telegram,
    async call(method, payload, { deadline = DEADLINE_MS, signal } = {}) {
      const late = new AbortController();
      const cancel = clock.after(deadline, () => late.abort());
      const signals = signal === undefined ? [late.signal] : [late.signal, signal];
      try {
        const result = await caller.callApi(method, asParts(payload), {
          signal: AbortSignal.any(signals),
        });
        return { is: 'ok', result };
      } catch (fault) {
        return readFault(fault, access.token);
      } finally {
        cancel();
      }
    },
    close: () => telegram.options.agent?.destroy(),
  };
}
