import { describe, expect, test } from 'vitest';
import type { Feed, History } from '../../src/feed/feed.ts';
import { reaches } from '../../src/feed/kiwoom/history.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';
import { historyRow } from '../helpers/history-row.ts';
import { openScene, until, type Scene } from './scene.ts';

const DAY = '2026-11-20';
const at = (time: string): number => instantOf(DAY, time);

const calls = ({ simulator }: Scene) =>
  simulator.requests.filter(({ headers }) => headers['api-id'] === 'ka10054');

/** The history of so many interruptions, one a second from 08:00:00 on. */
async function openWith(count: number, pageSize = 100) {
  const scene = await openScene({ pageSize });
  for (let n = 0; n < count; n += 1) {
    const trigger = timeOf(at('08:00:00') + n * 1_000);
    const stock = String(100_000 + n);
    scene.simulator.addHistory(historyRow({ stock, name: '가', trigger }));
  }
  const feed = scene.openFeed();
  await until(() => scene.is('watching'));
  return { scene, feed };
}

/** Asks, and lets the clock run until the answer is there. */
async function ask(scene: Scene, feed: Feed, since: number): Promise<History> {
  const told: History[] = [];
  const asking = feed.history!(since).then((answer) => told.push(answer));
  await scene.passUntil(() => told.length === 1);
  await asking;
  return told[0]!;
}

const rowsOf = (answer: History): readonly unknown[] => (answer.is === 'rows' ? answer.rows : []);

describe('the history', () => {
  test('is read over all its pages, a call a second, the newest first', async () => {
    const { scene, feed } = await openWith(250);
    const began = scene.clock.elapsed();
    const rows = rowsOf(await ask(scene, feed, at('00:00:00')));
    expect(rows).toHaveLength(250);
    expect(rows[0]).toMatchObject({ stk_cd: '100249' });
    expect(rows.at(-1)).toMatchObject({ stk_cd: '100000' });
    expect(calls(scene)).toHaveLength(3);
    expect(scene.clock.elapsed() - began).toBeGreaterThanOrEqual(2_000);
  });

  test('stops at the page that reaches what is known', async () => {
    const { scene, feed } = await openWith(250);
    const rows = rowsOf(await ask(scene, feed, at('08:02:00')));
    expect(rows).toHaveLength(200);
    expect(calls(scene)).toHaveLength(2);
  });

  test('of a time on another day is read whole', async () => {
    const { scene, feed } = await openWith(250);
    expect(rowsOf(await ask(scene, feed, at('23:00:00') - 86_400_000))).toHaveLength(250);
  });

  test('comes after 429, a code 1700 and a token that ended', async () => {
    const { scene, feed } = await openWith(1);
    await scene.passUntil(() => scene.lists.length === 1);
    scene.simulator.answerNext({ status: 429, body: '' });
    const body = '{"return_code":2,"return_msg":"[1700:too many]"}';
    scene.simulator.answerNext({ status: 200, body });
    expect(rowsOf(await ask(scene, feed, at('08:00:00')))).toHaveLength(1);
    scene.simulator.expireTokens();
    await scene.clock.advance(60_000);
    expect(rowsOf(await ask(scene, feed, at('08:00:00')))).toHaveLength(1);
  });

  test.each([
    ['a page of maintenance', { status: 200, body: '<html>점검</html>' }],
    ['a redirect', { status: 302, headers: { location: '/maintenance' }, body: '' }],
    ['a fault of the broker', { status: 500, body: '' }],
    ['no list', { status: 200, body: '{"return_code":0,"motn_stk":7}' }],
    ['a refusal', { status: 200, body: '{"return_code":2,"return_msg":"[1511:missing]"}' }],
  ])('is lost at %s, and the websocket stays', async (_, reply) => {
    const { scene, feed } = await openWith(1);
    await scene.passUntil(() => scene.lists.length === 1);
    scene.simulator.answerNext(reply);
    expect(await ask(scene, feed, at('08:00:00'))).toMatchObject({ is: 'lost' });
    expect(scene.is('watching')).toBe(true);
    expect(rowsOf(await ask(scene, feed, at('08:00:00')))).toHaveLength(1);
  });

  test('of a feed that is closed is lost', async () => {
    const { scene, feed } = await openWith(1);
    await feed.close();
    expect(await ask(scene, feed, at('08:00:00'))).toMatchObject({ is: 'lost' });
  });
});

describe('a page reaches what is known', () => {
  const page = [{ trde_cntr_proc_time: '090500' }, { trde_cntr_proc_time: ' 090200 ' }];

  test.each([
    ['with a row from before', '09:03:00', true],
    ['not with a row of that very second', '09:02:00', false],
    ['not with later rows alone', '09:01:00', false],
  ])('%s', (_, since, expected) => {
    expect(reaches(page, at(since), at('09:10:00'))).toBe(expected);
  });

  test('never of an earlier day, and never by a row without a time', () => {
    expect(reaches(page, at('09:03:00') - 86_400_000, at('09:10:00'))).toBe(false);
    expect(reaches([{}, { trde_cntr_proc_time: 7 }], at('09:03:00'), at('09:10:00'))).toBe(false);
  });
});

describe('when anything was last heard', () => {
  test('is the time of the last frame, a PING included, and outlives the socket', async () => {
    const { scene, feed } = await openWith(0);
    expect(feed.heardAt()).toBeLessThanOrEqual(scene.clock.now());
    await scene.clock.advance(5_000);
    scene.simulator.sendRaw('{"trnm":"PING"}');
    await until(() => feed.heardAt() === scene.clock.now());
    const last = scene.clock.now();
    await scene.clock.advance(2_000);
    scene.simulator.cut();
    await until(() => scene.is('connecting'));
    expect(feed.heardAt()).toBe(last);
    await scene.passUntil(() => scene.is('watching'));
    // The clock may have moved on between the last frame and this look.
    expect(feed.heardAt()).toBeGreaterThan(last);
  });
});
