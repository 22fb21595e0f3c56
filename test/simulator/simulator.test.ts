import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { describe, expect, test, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { dayProgramme } from '../../src/feed/simulator/programme.ts';
import { readRecording } from '../../src/feed/simulator/recording.ts';
import type { Simulator } from '../../src/feed/simulator/simulator.ts';
import { openScene, until } from '../feed/scene.ts';

type Answer = Record<string, unknown>;

/** A raw client, so that the simulator is held against the facts and not against our own client. */
async function connect(simulator: Simulator) {
  const socket = new WebSocket(simulator.wsUrl);
  const heard: Answer[] = [];
  let closed: { code: number; reason: string } | undefined;
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Answer));
  socket.on('close', (code, reason) => {
    closed = { code, reason: reason.toString() };
  });
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());
  return {
    heard,
    closed: () => closed,
    async ask(message: object): Promise<Answer> {
      const before = heard.length;
      socket.send(JSON.stringify(message));
      await until(() => heard.length > before);
      return heard[before]!;
    },
  };
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
}

const login = async (simulator: Simulator, appkey = 'key'): Promise<string> => {
  const body = { grant_type: 'client_credentials', appkey, secretkey: 'secret' };
  return String((await post(`${simulator.restUrl}/oauth2/token`, body)).body['token']);
};

const REG = { trnm: 'REG', grp_no: '1', refresh: '1', data: [{ item: [''], type: ['1h'] }] };

describe('the websocket of the simulator', () => {
  test('answers LOGIN and REG as the broker does', async () => {
    const { simulator } = await openScene();
    const token = await login(simulator);
    const client = await connect(simulator);
    expect(await client.ask({ trnm: 'LOGIN', token })).toEqual({
      trnm: 'LOGIN',
      return_code: 0,
      return_msg: '',
      sor_yn: 'Y',
    });
    expect(await client.ask(REG)).toEqual({ trnm: 'REG', return_code: 0, return_msg: '' });
  });

  test('refuses a REG before LOGIN, and goes on', async () => {
    const { simulator } = await openScene();
    const client = await connect(simulator);
    expect(await client.ask(REG)).toMatchObject({ trnm: 'REG', return_code: 100013 });
    const token = await login(simulator);
    expect(await client.ask({ trnm: 'LOGIN', token })).toMatchObject({ return_code: 0 });
  });

  test('refuses an unknown token and closes', async () => {
    const { simulator } = await openScene();
    const client = await connect(simulator);
    const answer = await client.ask({ trnm: 'LOGIN', token: 'unknown' });
    expect(answer).toMatchObject({ return_code: 805004 });
    expect(answer['return_msg']).toContain('[CODE=8005, MESSAGE=');
    await until(() => client.closed() !== undefined);
  });

  test('tells R10004 when no LOGIN came within 10 s', async () => {
    const { simulator, clock } = await openScene();
    const client = await connect(simulator);
    await clock.advance(9_999);
    expect(client.heard).toEqual([]);
    await clock.advance(1);
    await until(() => client.closed() !== undefined);
    expect(client.heard[0]).toMatchObject({ trnm: 'SYSTEM', code: 'R10004' });
  });

  test('tells R10002 after five PINGs without an echo', async () => {
    const { simulator, clock } = await openScene();
    const client = await connect(simulator);
    await client.ask({ trnm: 'LOGIN', token: await login(simulator) });
    await clock.advance(60_000);
    await until(() => client.closed() !== undefined);
    const trnms = client.heard.slice(1).map((message) => message['code'] ?? message['trnm']);
    expect(trnms).toEqual(['PING', 'PING', 'PING', 'PING', 'PING', 'R10002']);
  });

  test('lets the newer of two logins with one app key stay, and leaves other keys alone', async () => {
    const { simulator } = await openScene();
    const [older, newer, other] = [
      await connect(simulator),
      await connect(simulator),
      await connect(simulator),
    ];
    await other.ask({ trnm: 'LOGIN', token: await login(simulator, 'other') });
    await older.ask({ trnm: 'LOGIN', token: await login(simulator) });
    await newer.ask({ trnm: 'LOGIN', token: await login(simulator) });
    await until(() => older.closed() !== undefined);
    expect(older.heard[1]).toMatchObject({ trnm: 'SYSTEM', code: 'R10001' });
    expect(older.closed()).toEqual({ code: 1000, reason: 'Bye' });
    expect([newer.closed(), other.closed()]).toEqual([undefined, undefined]);
  });

  test.each([
    ['an unknown request', { trnm: 'ORDER' }, 105108],
    ['over 200 items', { ...REG, data: [{ item: Array(201).fill('x'), type: ['1h'] }] }, 105115],
  ])('refuses %s', async (_what, message, code) => {
    const { simulator } = await openScene();
    const client = await connect(simulator);
    await client.ask({ trnm: 'LOGIN', token: await login(simulator) });
    expect(await client.ask(message)).toMatchObject({ return_code: code });
  });

  test('refuses the sixth REG of a second', async () => {
    const { simulator, clock } = await openScene();
    const client = await connect(simulator);
    await client.ask({ trnm: 'LOGIN', token: await login(simulator) });
    for (let fine = 0; fine < 5; fine += 1)
      expect(await client.ask(REG)).toMatchObject({ return_code: 0 });
    expect(await client.ask(REG)).toMatchObject({ return_code: 105110 });
    await clock.advance(1_000);
    expect(await client.ask(REG)).toMatchObject({ return_code: 0 });
  });
});

describe('the REST side of the simulator', () => {
  test.each(['/api/dostk/ordr', '/api/dostk/acnt', '/', '/oauth2/token/x'])(
    'has nothing at %s',
    async (path) => {
      const { simulator } = await openScene();
      const answer = await post(simulator.restUrl + path, {}, { 'api-id': 'kt10000' });
      expect(answer.status).toBe(404);
      expect(simulator.requests).toHaveLength(1);
    },
  );

  test('refuses ka10054 without one of its filters, and a call without a token', async () => {
    const { simulator } = await openScene();
    const url = `${simulator.restUrl}/api/dostk/stkinfo`;
    const authorization = `Bearer ${await login(simulator)}`;
    const some = await post(url, { mrkt_tp: '000' }, { 'api-id': 'ka10054', authorization });
    expect(some.body['return_msg']).toContain('[1511:');
    const none = await post(url, { mrkt_tp: '0' }, { 'api-id': 'ka10099' });
    expect(none.body['return_msg']).toContain('[8005:');
  });

  test('revokes a token', async () => {
    const { simulator } = await openScene();
    const token = await login(simulator);
    const client = await connect(simulator);
    await post(`${simulator.restUrl}/oauth2/revoke`, { token });
    expect(await client.ask({ trnm: 'LOGIN', token })).toMatchObject({ return_code: 805004 });
  });

  const filters = JSON.parse(
    '{"mrkt_tp":"000","bf_mkrt_tp":"0","stk_cd":"","motn_tp":"0","skip_stk":"000000000",' +
      '"trde_qty_tp":"0","min_trde_qty":"0","max_trde_qty":"0","trde_prica_tp":"0",' +
      '"min_trde_prica":"0","max_trde_prica":"0","motn_drc":"0","stex_tp":"3"}',
  ) as Record<string, string>;

  test('tells by ka10054 what was played, newest first, over pages', async () => {
    const programme = dayProgramme({ day: 'ordinary', seed: 1, speed: 100 });
    const scene = await openScene({ programme, pageSize: 5 });
    const { simulator, clock } = scene;
    scene.openFeed();
    await until(() => scene.is('watching'));
    await clock.advance(2_000);
    const url = `${simulator.restUrl}/api/dostk/stkinfo`;
    const headers = { 'api-id': 'ka10054', authorization: `Bearer ${await login(simulator)}` };
    const first = await post(url, filters, headers);
    const next = first.headers.get('next-key') ?? '';
    const second = await post(url, filters, { ...headers, 'cont-yn': 'Y', 'next-key': next });
    const rows = [first, second].flatMap(({ body }) => body['motn_stk'] as Answer[]);
    expect(rows).toHaveLength(10);
    const times = rows.map((row) => String(row['trde_cntr_proc_time']));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(rows.some((row) => row['virelis_time'] !== '000000')).toBe(true);
  });
});

describe('what the simulator plays', () => {
  test('begins with the first registration, and reaches a feed within 3 s', async () => {
    const scene = await openScene({
      programme: dayProgramme({ day: 'ordinary', seed: 1, speed: 1 }),
    });
    await scene.clock.advance(60_000);
    scene.openFeed();
    await until(() => scene.is('watching'));
    expect(scene.frames).toEqual([]);
    await scene.clock.advance(3_000);
    await until(() => scene.frames.length >= 3);
    expect(scene.frames[0]!.text).toContain('"trnm":"REAL"');
  });

  test('is all of an extreme day, over the socket', async () => {
    const scene = await openScene({
      programme: dayProgramme({ day: 'extreme', seed: 1, speed: 1_000 }),
    });
    scene.openFeed();
    await until(() => scene.is('watching'));
    const told = () =>
      new Set(
        scene.frames
          .flatMap(
            ({ text }) => (JSON.parse(text) as { data: { item: string; values: Answer }[] }).data,
          )
          .filter(({ values }) => values['1224'] === '000000')
          .map(({ item, values }) => `${item.slice(0, 6)} ${String(values['1223'])}`),
      ).size;
    await scene.clock.advance(30_000);
    await until(() => told() >= 1_079);
    expect(told()).toBe(1_079);
  });

  test('is a recording byte for byte', async () => {
    const text = ['live-109670-static-up', 'live-047920-opening-auction', 'official-sample']
      .map((name) =>
        readFileSync(new URL(`../fixtures/frames/${name}.jsonl`, import.meta.url), 'utf8'),
      )
      .join('');
    const recorded = readRecording(text, '2026-11-20');
    const scene = await openScene({ programme: { is: 'recording', recorded, speed: 1 } });
    scene.openFeed();
    await until(() => scene.is('watching'));
    await scene.passUntil(() => scene.frames.length === 4);
    expect(scene.frames.map(({ text: frame }) => frame)).toEqual(
      text.split('\n').filter((line) => line !== ''),
    );
  });
});
