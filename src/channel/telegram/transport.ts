import { Telegram, TelegramError } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import type { Clock } from '../../platform/clock.ts';
import { connectedAgent } from '../connected-agent.ts';
import { isNotConnected } from '../not-connected.ts';
import { redact } from '../redact.ts';
import { postJson } from './post-json.ts';
import { readPosted, refusal, type Reply } from './reply.ts';

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

const isFile = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'source' in value;

/** Telegraf's multipart writer leaves out what is neither plain nor a file: that goes as JSON. */
const asParts = (payload: object): object =>
  Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      typeof value === 'object' && !isFile(value) ? JSON.stringify(value) : value,
    ]),
  );

const DEADLINE_MS = 10_000;
const CONNECT_MS = 5000;

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  // node-fetch quotes the page, and the address with the token in it.
  return 'type' in fault && fault.type === 'invalid-json'
    ? 'an answer that is no JSON'
    : fault.message;
}

/** Reads what `callApi` threw. */
export function readFault(fault: unknown, token: string): Reply {
  if (fault instanceof TelegramError) {
    const { code, description, parameters = {} } = fault;
    return refusal({ error_code: code, description, parameters }, token);
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

/** How one call is made. Throws what kept the answer from being read whole. */
type Ask = (method: string, payload: object, signal: AbortSignal) => Promise<Reply>;

/** Files go by telegraf's own client, which writes them in parts. */
function asking({ token }: TelegramAccess, telegram: Telegram): Ask {
  const { apiRoot, agent } = telegram.options;
  const caller: Caller = telegram;
  return async (method, payload, signal) => {
    if (Object.values(payload).some(isFile)) {
      return { is: 'ok', result: await caller.callApi(method, asParts(payload), { signal }) };
    }
    const url = new URL(`./bot${token}/${method}`, apiRoot);
    return readPosted(await postJson(url, JSON.stringify(payload), { agent, signal }), token);
  };
}

/** A connection to the Bot API with warm sockets and a deadline for every call. */
export function openTransport(access: TelegramAccess, clock: Clock): Transport {
  const telegram = client(access, clock);
  const ask = asking(access, telegram);
  return {
    telegram,
    async call(method, payload, { deadline = DEADLINE_MS, signal } = {}) {
      const late = new AbortController();
      const cancel = clock.after(deadline, () => late.abort());
      const until = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
      try {
        return await ask(method, payload, until);
      } catch (fault) {
        return readFault(fault, access.token);
      } finally {
        cancel();
      }
    },
    close: () => telegram.options.agent?.destroy(),
  };
}
