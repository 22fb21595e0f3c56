import type { FetchFunction } from '@slack/web-api';
import { Agent, buildConnector, fetch } from 'undici';
import { notConnected } from '../not-connected.ts';
import { retryAfter } from './retry-after.ts';

const KEEP_MS = 90_000;
const CONNECT_MS = 5000;
/** Slack's answers are small; more is not read. */
const LONGEST_ANSWER = 4_000_000;

/** In whole seconds, of which the client drops what is behind the point. */
const waitOf = (response: Response): string =>
  String(retryAfter(response.headers.get('retry-after')));

function agent(): Agent {
  const connect = buildConnector({ timeout: CONNECT_MS, allowH2: false });
  return new Agent({
    keepAliveTimeout: KEEP_MS,
    keepAliveMaxTimeout: KEEP_MS,
    maxResponseSize: LONGEST_ANSWER,
    connect: (options, done) =>
      connect(options, (error, socket) => {
        if (error === null) done(null, socket);
        else done(notConnected(error), null);
      }),
  });
}

export interface SlackFetch {
  readonly fetch: FetchFunction;
  close(): Promise<void>;
}

/**
 * The network under Slack's client: warm connections, bounded answers, and faults before the
 * first byte known as such (`isNotConnected`).
 */
export function slackFetch(): SlackFetch {
  const dispatcher = agent();
  return {
    async fetch(url, { body, ...init } = {}) {
      const text = typeof body === 'string' ? { body } : {};
      const response = await fetch(url, { ...init, ...text, dispatcher });
      if (response.status !== 429) return response;
      // Without a number in the header the client throws an error that says nothing.
      return new Response(null, { status: 429, headers: { 'retry-after': waitOf(response) } });
    },
    close: () => dispatcher.close(),
  };
}
