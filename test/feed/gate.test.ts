import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALLS, createGate, isAllowed } from '../../src/feed/kiwoom/gate.ts';
import { isSecureUrl } from '../../src/platform/secure-url.ts';
import { openScene } from './scene.ts';

const ALLOWED = [
  ['/oauth2/token', undefined],
  ['/api/dostk/stkinfo', 'ka10054'],
  ['/api/dostk/stkinfo', 'ka10099'],
  ['/api/dostk/chart', 'ka10080'],
] as const;

const source = new URL('../../src', import.meta.url).pathname;
const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));

const filesWith = (pattern: RegExp): string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .toSorted();

describe('what may leave to the broker', () => {
  test('is exactly this', () => {
    const calls = Object.entries(CALLS).map(([apiId, path]) => [path, apiId]);
    expect(new Set(calls)).toEqual(new Set(ALLOWED.slice(1)));
    for (const [path, apiId] of ALLOWED) expect(isAllowed(path, apiId)).toBe(true);
  });

  test.each([
    ['an order', '/api/dostk/ordr', 'kt10000'],
    ['an order under an allowed path', '/api/dostk/stkinfo', 'kt10000'],
    ['an allowed call under the path of orders', '/api/dostk/ordr', 'ka10054'],
    ['an account', '/api/dostk/acnt', 'kt00001'],
    ['a way around', '/api/dostk/stkinfo/../ordr', 'ka10099'],
    ['a call without its name', '/api/dostk/stkinfo', undefined],
    ['a call with a name of the language', '/api/dostk/stkinfo', 'constructor'],
    ['an order in the clothes of a token', '/oauth2/token', 'kt10000'],
    ['another host', '@evil.example/oauth2/token', undefined],
  ])('is not %s: no byte of it leaves', async (_what, path, apiId) => {
    const { simulator, clock } = await openScene();
    const gate = createGate(simulator.restUrl, clock, new AbortController().signal);
    const headers: Record<string, string> = apiId === undefined ? {} : { 'API-ID': apiId };
    await expect(gate({ path, headers, body: {} })).rejects.toThrow('not an allowed call');
    expect(simulator.requests).toEqual([]);
    await gate({ path: '/oauth2/token', headers: {}, body: {} });
    expect(simulator.requests).toHaveLength(1);
  });

  test('is nothing else, whatever the path and the api-id', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (path, apiId) => {
        const listed = ALLOWED.some(([p, id]) => p === path && id === apiId);
        expect(isAllowed(path, apiId)).toBe(listed);
      }),
    );
  });
});

describe('the doors to the network', () => {
  test('are one for HTTP and one for the websocket of the broker', () => {
    expect(filesWith(/from 'undici'|\bfetch\(/)).toContain('platform/http.ts');
    const feed = filesWith(/from '(undici|ws|node:https?|node:net|node:tls)'|\bfetch\(/);
    expect(feed.filter((file) => file.startsWith('feed/kiwoom/'))).toEqual(['feed/kiwoom/line.ts']);
  });

  test('lead to no path of the broker but the few', () => {
    const paths = sources.flatMap(({ text }) => text.match(/\/api\/dostk\/\w+/g) ?? []);
    expect([...new Set(paths)].toSorted()).toEqual([
      '/api/dostk/chart',
      '/api/dostk/stkinfo',
      '/api/dostk/websocket',
    ]);
  });

  test('know no order', () => {
    expect(filesWith(/\bkt\d{5}\b/)).toEqual([]);
    expect(filesWith(/\bka10054\b/)).toContain('feed/kiwoom/gate.ts');
  });
});

describe('an address', () => {
  test.each([
    ['https://api.kiwoom.com', true],
    ['wss://api.kiwoom.com:10000/api/dostk/websocket', true],
    ['http://127.0.0.1:8080', true],
    ['ws://localhost:1/x', true],
    ['ws://[::1]:1/x', true],
    ['http://api.kiwoom.com', false],
    ['ws://192.168.0.2', false],
    ['http://127.0.0.1.example.com', false],
    ['file:///etc/passwd', false],
    ['no address', false],
  ])('%s may be given a secret: %s', (url, isSecure) => {
    expect(isSecureUrl(url)).toBe(isSecure);
  });
});
