import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveWeb, type Served } from '../../src/web/serve-web.ts';
import type { OutcomeCount, Readiness, WebState, WebStatus } from '../../src/web/web-state.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { viEvent } from '../helpers/vi-event.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const WATCHING: WebStatus = {
  feed: { is: 'watching', since: instantOf('2026-11-20', '08:50:01') },
  startedAt: instantOf('2026-11-20', '08:50:00'),
  rows: { reading: 12, ignored: 3, malformed: 1 },
  ledgerFaults: 2,
  rulesFaulty: false,
  lastEvents: [
    viEvent(),
    viEvent({ stock: '078860', name: 'A&B<x>', direction: 'down', venue: undefined }),
  ],
};
const COUNTS: readonly OutcomeCount[] = [
  { rule: '반도체', channel: 'phone', outcome: 'sent', count: 7 },
  { rule: '반도체', channel: 'phone', outcome: 'muted', count: 2 },
  { rule: '반도체', channel: 'desk', outcome: 'waiting', count: 1 },
];

/** What the bot answers; a test changes what it is about. */
let bot: {
  ready: Readiness;
  outcomes: readonly OutcomeCount[];
  status: WebStatus;
  broken: boolean;
};
let faults: unknown[];
let served: Served;

const answered = async <T>(value: T): Promise<T> => {
  if (bot.broken) throw new Error('disk I/O error');
  return value;
};
const state: WebState = {
  ready: () => answered(bot.ready),
  outcomes: () => answered(bot.outcomes),
  status: () => answered(bot.status),
};

const serve = (port = 0): Promise<Served> =>
  serveWeb(state, { host: '127.0.0.1', port, fault: (fault) => faults.push(fault) });

const portOf = (one: Served): number => (one.is === 'listening' ? one.port : 0);

const ask = (path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: portOf(served), path, method, headers },
      (got) => {
        let body = '';
        got.setEncoding('utf8');
        got.on('data', (chunk: string) => (body += chunk));
        got.on('end', () => resolve({ status: got.statusCode, headers: got.headers, body }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });

beforeEach(async () => {
  bot = { ready: { feed: true, store: true }, outcomes: COUNTS, status: WATCHING, broken: false };
  faults = [];
  served = await serve();
});
afterEach(async () => {
  if (served.is === 'listening') await served.close();
  if (faults.length > 0) throw new AggregateError(faults);
});

test('/healthz answers whatever the bot is doing', async () => {
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'ok' });
  bot.broken = true;
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'ok' });
});

describe('/readyz', () => {
  test.each([
    ['watches and writes', 200, { feed: true, store: true }],
    ['does not watch', 503, { feed: false, store: true }],
    ['cannot write', 503, { feed: true, store: false }],
  ])('a bot that %s is answered with %i', async (_, status, ready) => {
    bot.ready = ready;
    const answer = await ask('/readyz');
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ ready: status === 200, ...ready });
  });

  test('a bot that cannot say so is not ready', async () => {
    bot.broken = true;
    expect(await ask('/readyz')).toMatchObject({ status: 503 });
  });
});

describe('/metrics', () => {
  test('outcomes by rule, channel and outcome, and a sum that adds up', async () => {
    const { status, headers, body } = await ask('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain');
    const lines = body.split('\n');
    for (const line of [
      'vigil_outcomes_total{rule="반도체",channel="phone",outcome="sent"} 7',
      'vigil_outcomes_total{rule="반도체",channel="phone",outcome="muted"} 2',
      'vigil_waiting{rule="반도체",channel="desk"} 1',
      'vigil_matched_total{rule="반도체",channel="phone"} 9',
      'vigil_matched_total{rule="반도체",channel="desk"} 1',
      'vigil_ready{part="feed"} 1',
      'vigil_feed_state{state="watching"} 1',
      'vigil_feed_state{state="stopped"} 0',
      'vigil_rows_total{is="malformed"} 1',
      'vigil_rules_faulty 0',
      'vigil_ledger_faults 2',
    ]) {
      expect(lines).toContain(line);
    }
    expect(body).toMatch(/^process_resident_memory_bytes \d/m);
  });

  test('each scrape is read anew', async () => {
    await ask('/metrics');
    bot.outcomes = [{ rule: 'r', channel: 'c', outcome: 'sent', count: 8 }];
    const { body } = await ask('/metrics');
    expect(body).toContain('vigil_outcomes_total{rule="r",channel="c",outcome="sent"} 8');
    expect(body).not.toContain('반도체');
  });

  test('what cannot be read is left out, never 0', async () => {
    bot.broken = true;
    const { status, body } = await ask('/metrics');
    expect(status).toBe(200);
    expect(body).not.toContain('vigil_');
    expect(body).toContain('process_resident_memory_bytes');
  });
});

describe('the status page', () => {
  const page = async (language?: string): Promise<string> =>
    (await ask('/', 'GET', language === undefined ? {} : { 'accept-language': language })).body;

  test.each([
    [undefined, '감시 중'],
    ['ko-KR,ko;q=0.9,en;q=0.8', '감시 중'],
    ['en-US,en;q=0.9', 'watching'],
    ['fr', '감시 중'],
  ])('Accept-Language %j says "%s"', async (language, word) => {
    expect(await page(language)).toContain(word);
  });

  test('shows the last events, escaped, without what is not known', async () => {
    const body = await page('en');
    expect(body).toContain('<td>삼성전자 005930</td>');
    expect(body).toContain('<td>+10.20%</td>');
    expect(body).toContain('<td>A&amp;B&lt;x&gt; 078860</td>');
    expect(body).toContain('<td>-10.20%</td>');
    expect(body).not.toMatch(/undefined|NaN|\[object/);
  });

  test('shows the outcomes and their sum', async () => {
    const body = await page('en');
    expect(body).toMatch(/sent<\/th>\s*<td class="">7</);
    expect(body).toMatch(/Sum<\/th>\s*<td class="">10</);
  });

  test('says why the feed does not watch', async () => {
    bot.status = { ...WATCHING, feed: { is: 'stopped', why: 'takeover', reason: 'R10001' } };
    expect(await page('en')).toContain('stopped R10001');
  });

  test('says that the rules on disk are not those that run, as long as it is so', async () => {
    expect(await page('en')).not.toContain('the files have faults');
    bot.status = { ...WATCHING, rulesFaulty: true };
    expect(await page('en')).toContain('the files have faults; on the rules before');
    expect((await ask('/metrics')).body).toContain('vigil_rules_faulty 1\n');
  });

  test('says "unknown" where the bot cannot answer', async () => {
    bot.broken = true;
    const body = await page('en');
    expect(body.match(/unknown/g)?.length).toBeGreaterThanOrEqual(4);
    expect(body).not.toContain('>0<');
  });

  test('holds no script, and forbids any', async () => {
    const { headers, body } = await ask('/');
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('what is refused', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s: 405, and what is allowed',
    async (method) => {
      expect(await ask('/', method)).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      });
    },
  );

  test('a page nobody has', async () => {
    expect(await ask('/etc/passwd')).toMatchObject({ status: 404 });
  });

  test('a name that is not ours, on every page', async () => {
    for (const path of ['/', '/healthz', '/readyz', '/metrics']) {
      const answer = await ask(path, 'GET', { host: 'evil.example' });
      expect(answer).toMatchObject({ status: 403, body: 'host not allowed' });
    }
    expect(await ask('/healthz', 'GET', { host: 'localhost:1' })).toMatchObject({ status: 200 });
  });
});

test('a taken port is a value with a reason, and the first server goes on', async () => {
  const second = await serve(portOf(served));
  expect(second).toMatchObject({
    is: 'unavailable',
    reason: expect.stringContaining('EADDRINUSE'),
  });
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
});

test('after close the port is free again', async () => {
  const port = portOf(served);
  if (served.is === 'listening') await served.close();
  served = await serve(port);
  expect(served).toMatchObject({ is: 'listening', port });
});
