import type { WebAPICallResult, WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Answer } from '../channel.ts';
import { readFault } from './read-answer.ts';

const INFO = z.object({
  channel: z.object({
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_im: z.boolean().optional(),
  }),
});

/** What the channel's own record says. */
function readInfo(result: WebAPICallResult, channel: string): Answer {
  const info = INFO.safeParse(result).data?.channel;
  if (info?.is_archived === true) return { is: 'destination-down', reason: 'is_archived' };
  const outside = info?.is_member === false && info.is_im !== true;
  if (outside) return { is: 'destination-down', reason: 'not_in_channel' };
  return { is: 'accepted', id: channel };
}

/** A scope that only the question needs, or a question that is not known, proves nothing. */
function asWarning(answer: Answer, channel: string): Answer {
  const scope = answer.is === 'token-down' && answer.reason.startsWith('missing_scope');
  return answer.is === 'refused' || scope
    ? { is: 'accepted', id: channel, warning: answer.reason }
    : answer;
}

/** Whether the token works and the channel takes messages; the channel is the answer's `id`. */
export async function checkChannel(client: WebClient, channel: string): Promise<Answer> {
  try {
    await client.auth.test();
  } catch (fault) {
    return readFault(fault, undefined);
  }
  try {
    return readInfo(await client.conversations.info({ channel }), channel);
  } catch (fault) {
    return asWarning(readFault(fault, undefined), channel);
  }
}
