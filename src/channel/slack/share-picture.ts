import type { WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Message } from '../../alert/message.ts';
import type { Clock } from '../../platform/clock.ts';
import { postBytes } from '../../platform/http.ts';
import type { Answer } from '../channel.ts';
import { cleanText, cutText } from '../clean-text.ts';
import { readFault } from './read-answer.ts';
import { commentOf } from './render.ts';

export interface SharePicture {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly channel: string;
}

const PLACE = z.object({ upload_url: z.string(), file_id: z.string() });

const FILE = 'vigil.png';
const LONGEST_TITLE = 100;
const DEADLINE_MS = 10_000;
const LONGEST_ANSWER = 10_000;

/** Nobody waits for a picture: what Slack puts off is refused here, and the words go instead. */
const noWait = (answer: Answer): Answer =>
  answer.is === 'wait' ? { is: 'refused', reason: 'rate limited' } : answer;

async function upload(url: string, png: Uint8Array, clock: Clock): Promise<Answer | undefined> {
  const outcome = await postBytes(clock, {
    url,
    headers: {},
    body: png,
    deadline: DEADLINE_MS,
    maxBytes: LONGEST_ANSWER,
    signal: new AbortController().signal,
  });
  if (outcome.is === 'failed') return { is: 'refused', reason: outcome.reason };
  return outcome.status === 200
    ? undefined
    : { is: 'refused', reason: `the upload was answered ${outcome.status}` };
}

/**
 * Puts a PNG into the channel with the message as its comment; needs the scope `files:write` and
 * the bot in the channel. All there see it: a file cannot be shown to one person only.
 */
export async function sharePicture(
  { client, clock, channel }: SharePicture,
  png: Uint8Array,
  message: Message,
): Promise<Answer> {
  const title = cutText(cleanText(message.lines[0] ?? ''), LONGEST_TITLE);
  try {
    const file = { filename: FILE, length: png.byteLength, alt_txt: title };
    const place = PLACE.safeParse(await client.apiCall('files.getUploadURLExternal', file)).data;
    if (place === undefined) return { is: 'refused', reason: 'no address to upload to' };
    const fault = await upload(place.upload_url, png, clock);
    if (fault !== undefined) return fault;
    await client.apiCall('files.completeUploadExternal', {
      files: [{ id: place.file_id, title }],
      channel_id: channel,
      initial_comment: commentOf(message),
    });
    return { is: 'accepted', id: place.file_id };
  } catch (fault) {
    return noWait(readFault(fault, undefined));
  }
}
