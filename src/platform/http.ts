import { request, type Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import { isSecureUrl } from './secure-url.ts';

/** How a request ended. A status that tells of a fault is an answer too. */
export type HttpOutcome =
  | {
      readonly is: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
    }
  | { readonly is: 'failed'; readonly reason: string };

interface Post<Body> {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** ms for the whole exchange. */
  readonly deadline: number;
  /** A longer answer is refused. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The body is sent as JSON. */
export type HttpPost = Post<unknown>;
/** The body is sent as it is. */
export type BytesPost = Post<Uint8Array>;

const JSON_TYPE = 'application/json;charset=UTF-8';
const BYTES_TYPE = 'application/octet-stream';

async function readBounded(body: Dispatcher.ResponseData['body'], most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> = body;
  for await (const bytes of stream) {
    size += bytes.length;
    if (size > most) throw new Error(`the answer is longer than ${most} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const onlyTexts = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

async function exchange(
  post: Post<string | Uint8Array>,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  const answer = await request(post.url, {
    method: 'POST',
    headers: post.headers,
    body: post.body,
    signal,
  });
  const text = await readBounded(answer.body, post.maxBytes);
  return { is: 'answer', status: answer.statusCode, headers: onlyTexts(answer.headers), text };
}

const textOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

async function send(clock: Clock, post: Post<string | Uint8Array>): Promise<HttpOutcome> {
  if (!isSecureUrl(post.url))
    return { is: 'failed', reason: 'the address is neither https nor loopback' };
  const late = new AbortController();
  const cancel = clock.after(post.deadline, () =>
    late.abort(new Error(`no full answer within ${post.deadline} ms`)),
  );
  try {
    return await exchange(post, AbortSignal.any([post.signal, late.signal]));
  } catch (fault) {
    return { is: 'failed', reason: textOf(fault) };
  } finally {
    cancel();
  }
}

/**
 * POSTs JSON. Follows no redirect, reads no more than `maxBytes`, and takes no longer than
 * `deadline`. Never throws: what went wrong is the outcome's `reason`.
 */
export const postJson = (clock: Clock, post: HttpPost): Promise<HttpOutcome> =>
  send(clock, {
    ...post,
    headers: { 'content-type': JSON_TYPE, ...post.headers },
    body: JSON.stringify(post.body),
  });

/** POSTs bytes; in all else as `postJson`. */
export const postBytes = (clock: Clock, post: BytesPost): Promise<HttpOutcome> =>
  send(clock, { ...post, headers: { 'content-type': BYTES_TYPE, ...post.headers } });
