import { describe, expect, test } from 'vitest';
import { STEP_LIMITS } from '../../src/feed/kiwoom/steps.ts';
import { openScene, until } from './scene.ts';

const trnms = (heard: readonly string[]): unknown[] =>
  heard.map((text) => (JSON.parse(text) as { trnm: unknown }).trnm);

const tokenCalls = (requests: readonly { path: string }[]): number =>
  requests.filter(({ path }) => path === '/oauth2/token').length;

describe('a session', () => {
  test('watches only after LOGIN and then REG were acknowledged', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    expect(scene.states.map(({ is }) => is)).toEqual(['connecting', 'watching']);
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG']);
    expect(scene.states[1]).toEqual({ is: 'watching', since: scene.clock.now() });
  });

  test('sends the raw token, and asks for the whole market', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    expect(JSON.parse(scene.simulator.heard[0]!)).toEqual({
      trnm: 'LOGIN',
      token: 'simulated-token-1',
    });
    expect(JSON.parse(scene.simulator.heard[1]!)).toEqual({
      trnm: 'REG',
      grp_no: '1',
      refresh: '1',
      data: [{ item: [''], type: ['1h'] }],
    });
  });

  test('echoes PING with the same text, even one that is written unusually', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.sendRaw('{ "trnm" : "PING", "n":1 }');
    await until(() => scene.simulator.heard.includes('{ "trnm" : "PING", "n":1 }'));
    expect(scene.frames).toEqual([]);
  });

  test('never echoes SYSTEM, and goes on', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.sendRaw('{"trnm":"SYSTEM","return_code":"0","return_msg":"notice"}');
    scene.simulator.sendRaw('{"trnm":"PING"}');
    await until(() => scene.simulator.heard.includes('{"trnm":"PING"}'));
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG', 'PING']);
    expect(scene.is('watching')).toBe(true);
  });

  test('takes what comes between a request and its answer', async () => {
    const scene = await openScene();
    scene.simulator.swallow('REG');
    scene.openFeed();
    await until(() => trnms(scene.simulator.heard).includes('REG'));
    scene.simulator.sendRaw('{"trnm":"PING"}');
    scene.simulator.sendRaw('{"trnm":"REAL","data":null}');
    scene.simulator.sendRaw('{"trnm":"SYSTEM","return_code":"0","return_msg":""}');
    scene.simulator.sendRaw('{"trnm":"REG","return_code":"0","return_msg":""}');
    await until(() => scene.is('watching'));
    expect(scene.frames.map(({ text }) => text)).toEqual(['{"trnm":"REAL","data":null}']);
  });

  test('hands on events as they came, with their time, and what it does not understand', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    const texts = ['{"data":[],"trnm":"REAL"}', 'no json', 'null', '{"trnm":"NEWS"}'];
    texts.forEach((text) => scene.simulator.sendRaw(text));
    await until(() => scene.frames.length === texts.length);
    expect(scene.frames.map(({ text }) => text)).toEqual(texts);
    expect(scene.frames[0]!.heardAt).toBe(scene.clock.now());
  });

  test('survives a frame of 5 MB', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.sendRaw('x'.repeat(5_000_000));
    await until(() => scene.frames.length === 1);
    expect(scene.is('watching')).toBe(true);
  });
});

describe('a session that fails', () => {
  test.each([
    ['LOGIN', 'LOGIN was not answered in time'],
    ['REG', 'REG was not answered in time'],
  ] as const)('gives up when %s is not answered, and tries again', async (request, reason) => {
    const scene = await openScene();
    scene.simulator.swallow(request);
    // A little before the broker's own patience with a LOGIN ends.
    scene.openFeed({ limits: { ...STEP_LIMITS, login: 9_500 } });
    await until(() => trnms(scene.simulator.heard).includes(request));
    await scene.clock.advance(9_000);
    expect(scene.states.some(({ is }) => is === 'watching')).toBe(false);
    expect(scene.states).toHaveLength(1);
    await scene.passUntil(() => scene.is('watching'));
    expect(scene.states[1]).toEqual({ is: 'connecting', attempt: 2, reason });
  });

  test('takes 60 s without any frame for a dead socket, and registers anew', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.blackhole();
    await scene.clock.advance(59_900);
    expect(scene.is('watching')).toBe(true);
    await scene.clock.advance(200);
    expect(scene.is('watching')).toBe(false);
    await scene.passUntil(() => scene.is('watching'));
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG', 'LOGIN', 'REG']);
  });

  test('stays while nothing but PING comes', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    for (let pings = 1; pings <= 8; pings += 1) {
      await scene.clock.advance(10_000);
      const echoes = () => trnms(scene.simulator.heard).filter((trnm) => trnm === 'PING').length;
      await until(() => echoes() === pings);
    }
    expect(scene.states.map(({ is }) => is)).toEqual(['connecting', 'watching']);
  });

  test('registers anew after the socket was cut', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.cut();
    await until(() => scene.is('connecting'));
    await scene.passUntil(() => scene.is('watching'));
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG', 'LOGIN', 'REG']);
    expect(tokenCalls(scene.simulator.requests)).toBe(1);
  });

  test('tries again when REG is refused', async () => {
    const scene = await openScene();
    scene.simulator.refuse('REG', { code: 105110, text: 'too many' });
    scene.openFeed();
    await scene.passUntil(() => scene.is('watching'));
    expect(scene.states[1]).toMatchObject({ reason: 'REG was refused: 105110 too many' });
  });
});

describe('a takeover', () => {
  test('stops for good', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.kick();
    await until(() => scene.is('stopped'));
    expect(scene.states.at(-1)).toMatchObject({ is: 'stopped', why: 'takeover' });
    await scene.clock.advance(3_600_000);
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG']);
  });

  test('takes the session back after the pause the operator set', async () => {
    const scene = await openScene();
    scene.openFeed({ takeoverWait: 600_000 });
    await until(() => scene.is('watching'));
    scene.simulator.kick();
    await until(() => scene.is('stopped'));
    await scene.clock.advance(599_000);
    expect(scene.is('stopped')).toBe(true);
    await scene.clock.advance(1_000);
    await until(() => scene.is('watching'));
  });

  test('happens to the older of two programs with one app key, and only once', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.openFeed();
    await until(() => scene.states.length === 5);
    const all = ['connecting', 'connecting', 'stopped', 'watching', 'watching'];
    expect(scene.states.map(({ is }) => is).toSorted()).toEqual(all);
    await scene.clock.advance(30_000);
    expect(trnms(scene.simulator.heard).filter((trnm) => trnm === 'LOGIN')).toHaveLength(2);
  });
});

describe('what asking again cannot help', () => {
  test.each([
    ['8050', 'address'],
    ['8010', 'address'],
    ['8001', 'keys'],
  ] as const)('stops at %s from the token: %s', async (code, why) => {
    const scene = await openScene();
    const body = JSON.stringify({ return_code: 3, return_msg: `인증에 실패했습니다[${code}:no]` });
    scene.simulator.answerNext({ status: 200, body });
    scene.openFeed();
    await until(() => scene.is('stopped'));
    expect(scene.states.at(-1)).toMatchObject({ is: 'stopped', why });
    await scene.clock.advance(3_600_000);
    expect(tokenCalls(scene.simulator.requests)).toBe(1);
    expect(scene.simulator.heard).toEqual([]);
  });

  test('stops at 8050 from LOGIN, and says where to register the address', async () => {
    const scene = await openScene();
    scene.simulator.refuse('LOGIN', {
      code: 805004,
      text: '[CODE=8050, MESSAGE=단말기 인증 실패]',
    });
    scene.openFeed();
    await until(() => scene.is('stopped'));
    const stopped = scene.states.at(-1);
    expect(stopped).toMatchObject({ why: 'address' });
    expect(stopped).toHaveProperty('reason', expect.stringContaining('openapi.kiwoom.com'));
  });

  test('stops when the broker knows other keys', async () => {
    const scene = await openScene({ keys: { appKey: 'other', secretKey: 'other' } });
    scene.openFeed();
    await until(() => scene.is('stopped'));
    expect(scene.states.at(-1)).toMatchObject({ is: 'stopped', why: 'keys' });
  });
});

describe('a token that is refused at LOGIN', () => {
  test('is dropped, and the next is asked for 60 s after the last issue', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.expireTokens();
    scene.simulator.cut();
    await until(() => scene.is('connecting'));
    await scene.clock.advance(1_000);
    await until(() => scene.states.length === 4);
    await scene.clock.advance(57_000);
    expect(tokenCalls(scene.simulator.requests)).toBe(1);
    await scene.passUntil(() => scene.is('watching'));
    expect(tokenCalls(scene.simulator.requests)).toBe(2);
    expect(scene.simulator.heard.at(-2)).toContain('simulated-token-2');
  });
});

describe('closing', () => {
  test('ends the session, the timers and the states with one last word', async () => {
    const scene = await openScene();
    const feed = scene.openFeed();
    await until(() => scene.is('watching'));
    await feed.close();
    expect(scene.states.at(-1)).toEqual({ is: 'stopped', why: 'closed', reason: 'closed' });
    await until(() => scene.simulator.connections() === 0);
    await scene.clock.advance(600_000);
    expect(scene.states).toHaveLength(3);
    expect(trnms(scene.simulator.heard)).toEqual(['LOGIN', 'REG']);
  });

  test('ends a feed that waits to try again', async () => {
    const scene = await openScene();
    scene.simulator.answerNext({ status: 302, headers: { location: '/maintenance' }, body: '' });
    const feed = scene.openFeed();
    await until(() => tokenCalls(scene.simulator.requests) === 1);
    await feed.close();
    expect(scene.is('stopped')).toBe(true);
  });

  test('sends nothing to an address without TLS that is not this machine', async () => {
    const scene = await openScene();
    const wsUrl = 'ws://192.0.2.1/api/dostk/websocket';
    scene.openFeed({ wsUrl });
    await scene.passUntil(() => scene.states.length === 2);
    expect(scene.states[1]).toHaveProperty('reason', expect.stringContaining('loopback'));
    expect(tokenCalls(scene.simulator.requests)).toBeLessThan(2);
  });
});
