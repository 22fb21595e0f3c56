import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/platform/clock.ts';
import { postJson, type HttpPost } from '../../src/platform/http.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

/** A server of one answer, and how often it was asked. */
async function serve(answer: RequestListener) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/a`, paths };
}

const post = (url: string, changed: Partial<HttpPost> = {}): HttpPost => ({
  url,
  headers: { 'api-id': 'x' },
  body: { a: 1 },
  deadline: 5_000,
  maxBytes: 100,
  signal: new AbortController().signal,
  ...changed,
});

describe('a POST', () => {
  test('sends JSON, and gives status, headers and text', async () => {
    const { url } = await serve((request, response) => {
      const told = `${request.headers['content-type']} ${String(request.headers['api-id'])} `;
      response.writeHead(404, { 'cont-yn': 'Y' }).write(told);
      request.pipe(response);
    });
    const outcome = await postJson(systemClock, post(url));
    expect(outcome).toMatchObject({ is: 'answer', status: 404, headers: { 'cont-yn': 'Y' } });
    expect(outcome).toHaveProperty('text', 'application/json;charset=UTF-8 x {"a":1}');
  });

  test('follows no redirect', async () => {
    const { url, paths } = await serve((_request, response) => {
      response.writeHead(307, { location: '/b' }).end();
    });
    expect(await postJson(systemClock, post(url))).toMatchObject({ is: 'answer', status: 307 });
    expect(paths).toEqual(['/a']);
  });

  test('reads an answer up to its bound and no longer one', async () => {
    const { url } = await serve((request, response) => {
      request.on('data', (data: Buffer) => response.end('x'.repeat(Number(data.toString()))));
    });
    expect(await postJson(systemClock, post(url, { body: 100 }))).toMatchObject({ is: 'answer' });
    expect(await postJson(systemClock, post(url, { body: 101 }))).toEqual({
      is: 'failed',
      reason: 'the answer is longer than 100 bytes',
    });
  });

  test.each([
    ['no answer comes', () => {}],
    ['the answer never ends', (_request, response) => void response.write('begin')],
  ] as [string, RequestListener][])('gives up at its deadline when %s', async (_what, answer) => {
    const clock = fakeClock();
    const { url, paths } = await serve(answer);
    const outcome = postJson(clock, post(url));
    await vi.waitFor(() => expect(paths).toEqual(['/a']));
    await clock.advance(5_000);
    expect(await outcome).toEqual({ is: 'failed', reason: 'no full answer within 5000 ms' });
    expect(clock.pending()).toBe(0);
  });

  test('ends when it is told to', async () => {
    const { url } = await serve(() => {});
    const ender = new AbortController();
    const outcome = postJson(systemClock, post(url, { signal: ender.signal }));
    ender.abort();
    expect(await outcome).toMatchObject({ is: 'failed' });
  });

  test('fails where nobody listens, and never throws', async () => {
    const outcome = await postJson(systemClock, post('http://127.0.0.1:1/'));
    expect(outcome).toMatchObject({ is: 'failed' });
  });

  test.each(['http://192.0.2.1/', 'ftp://127.0.0.1/', 'no address'])(
    'sends nothing to %s',
    async (url) => {
      expect(await postJson(systemClock, post(url))).toEqual({
        is: 'failed',
        reason: 'the address is neither https nor loopback',
      });
    },
  );
});
