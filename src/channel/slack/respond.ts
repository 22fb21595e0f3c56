import type { WebClient } from '@slack/web-api';
import type { Message } from '../../alert/message.ts';
import type { Clock } from '../../platform/clock.ts';
import { postJson } from '../../platform/http.ts';
import type { Answer } from '../channel.ts';
import { methodScope } from './limits.ts';
import { readFault } from './read-answer.ts';
import type { Said } from './read-envelope.ts';
import { contentOf } from './render.ts';
import { retryAfter } from './retry-after.ts';

export interface RespondOptions {
  readonly client: WebClient;
  readonly clock: Clock;
}

const DEADLINE_MS = 10_000;
const LONGEST_ANSWER = 100_000;

async function byUrl(
  url: string,
  said: Said,
  message: Message,
  options: RespondOptions,
): Promise<Answer> {
  const body = { response_type: 'ephemeral', replace_original: false, ...contentOf(message) };
  const outcome = await postJson(options.clock, {
    url,
    headers: {},
    body,
    deadline: DEADLINE_MS,
    maxBytes: LONGEST_ANSWER,
    signal: new AbortController().signal,
  });
  if (outcome.is === 'failed') return { is: 'ambiguous', reason: outcome.reason };
  if (outcome.status === 429) {
    const ms = retryAfter(outcome.headers['retry-after']) * 1000;
    return { is: 'wait', ms, scope: methodScope('response_url') };
  }
  return outcome.status === 200
    ? { is: 'accepted', id: said.id }
    : { is: 'refused', reason: `response_url answered ${outcome.status}` };
}

async function byMessage(said: Said, message: Message, client: WebClient): Promise<Answer> {
  try {
    const { channel, user } = said;
    await client.apiCall('chat.postEphemeral', { channel, user, ...contentOf(message) });
    return { is: 'accepted', id: said.id };
  } catch (fault) {
    return readFault(fault, methodScope('chat.postEphemeral'));
  }
}

/** Answers so that only the person who asked sees it. Such answers have no id of their own. */
export const respond = (said: Said, message: Message, options: RespondOptions): Promise<Answer> =>
  said.responseUrl === undefined
    ? byMessage(said, message, options.client)
    : byUrl(said.responseUrl, said, message, options);
