import { describe, expect, test } from 'vitest';
import type { Bars, Feed } from '../../src/feed/feed.ts';
import { dayProgramme } from '../../src/feed/simulator/programme.ts';
import type { Bar } from '../../src/vi/bar.ts';
import { dayOf, instantOf } from '../../src/vi/kst.ts';
import { openScene, until, type Scene } from './scene.ts';

const SAMSUNG = '005930';

async function ask(scene: Scene, feed: Feed, stock = SAMSUNG): Promise<Bars> {
  const told: Bars[] = [];
  const asking = feed.bars!(stock).then((answer) => told.push(answer));
  await scene.passUntil(() => told.length === 1);
  await asking;
  return told[0]!;
}

const barsOf = (answer: Bars): readonly Bar[] => (answer.is === 'bars' ? answer.bars : []);

async function openWith(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await openScene(options);
  const feed = scene.openFeed();
  await until(() => scene.is('watching'));
  return { scene, feed };
}

const calls = ({ simulator }: Scene) =>
  simulator.requests.filter(({ headers }) => headers['api-id'] === 'ka10080');

/** One page of ka10080, as the broker writes it. */
const answer = (rows: readonly object[], more: boolean) => ({
  status: 200,
  headers: { 'cont-yn': more ? 'Y' : 'N', 'next-key': more ? '1' : '' },
  body: JSON.stringify({ stk_cd: SAMSUNG, stk_min_pole_chart_qry: rows, return_code: 0 }),
});

const row = (stamp: string, given: object = {}) => ({
  cur_prc: '-78800',
  trde_qty: '7913',
  cntr_tm: stamp,
  open_pric: '-78850',
  high_pric: '-78900',
  low_pric: '-78800',
  acc_trde_qty: '14947571',
  pred_pre: '-600',
  pred_pre_sig: '5',
  ...given,
});

describe('the minutes of a stock', () => {
  test('are asked for in one-minute bars by its bare code', async () => {
    const { scene, feed } = await openWith();
    await ask(scene, feed);
    expect(calls(scene).map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/api/dostk/chart', { stk_cd: SAMSUNG, tic_scope: '1', upd_stkpc_tp: '1' }],
    ]);
  });

  test('are those of today, the oldest first, with prices that have no sign', async () => {
    const { scene, feed } = await openWith();
    const today = dayOf(scene.clock.now());
    const digits = today.replaceAll('-', '');
    scene.simulator.answerNext(
      answer([row(`${digits}090100`), row(`${digits}090000`), row('20200102153000')], true),
    );
    const bar = { open: 78_850, high: 78_900, low: 78_800, close: 78_800, volume: 7_913 };
    expect(barsOf(await ask(scene, feed))).toEqual([
      { at: instantOf(today, '09:00:00'), ...bar },
      { at: instantOf(today, '09:01:00'), ...bar },
    ]);
    expect(calls(scene)).toHaveLength(1);
  });

  test.each([
    ['a doubled sign', { cur_prc: '--78800' }, 78_800],
    ['padding', { cur_prc: ' +00078800 ' }, 78_800],
    ['no price', { cur_prc: '' }, undefined],
    ['a price of nothing', { cur_prc: '0' }, undefined],
    ['a price that is none', { cur_prc: '7e4' }, undefined],
    ['no time', { cntr_tm: '' }, undefined],
  ])('are read with %s in them', async (_what, given, close) => {
    const { scene, feed } = await openWith();
    const stamp = `${dayOf(scene.clock.now()).replaceAll('-', '')}090000`;
    scene.simulator.answerNext(answer([row(stamp, given)], false));
    const bars = barsOf(await ask(scene, feed));
    expect(bars.map((bar) => bar.close)).toEqual(close === undefined ? [] : [close]);
  });

  test('are read over all pages of today', async () => {
    const { scene, feed } = await openWith({ pageSize: 25 });
    const bars = barsOf(await ask(scene, feed));
    const steps = bars.slice(1).map((bar, index) => bar.at - bars[index]!.at);
    expect(new Set(steps)).toEqual(new Set([60_000]));
    expect(calls(scene)).toHaveLength(Math.ceil(bars.length / 25));
  });

  test('are lost with a reason when the broker says no', async () => {
    const { scene, feed } = await openWith();
    const refused = { return_code: 2, return_msg: '입력 값 오류입니다[1511:...]' };
    scene.simulator.answerNext({ status: 200, body: JSON.stringify(refused) });
    expect(await ask(scene, feed)).toMatchObject({ is: 'lost' });
  });
});

describe('the minutes of the simulator', () => {
  test('go up to the price of each interruption, and stand still while it lasts', async () => {
    const programme = dayProgramme({ day: 'ordinary', seed: 7, speed: 1 });
    const { scene, feed } = await openWith({ programme, pageSize: 1_000 });
    const rows = (): readonly Record<string, string>[] =>
      scene.frames.flatMap(({ text }) =>
        (JSON.parse(text) as { data: { values: Record<string, string> }[] }).data.map(
          ({ values }) => values,
        ),
      );
    const released = (): Record<string, string> | undefined =>
      rows().find((values) => !/^0*$/.test(values['1224']!));
    await scene.passUntil(() => released() !== undefined);
    const { 9001: code = '', 1221: price, 1223: trigger = '' } = released()!;
    const bars = barsOf(await ask(scene, feed, code.slice(0, 6)));
    const time = trigger.replace(/(..)(..)(..)/, '$1:$2:$3');
    const fired = instantOf(dayOf(scene.clock.now()), time);
    const minute = bars.find(({ at }) => at <= fired && fired < at + 60_000);
    expect(minute!.low).toBeLessThanOrEqual(Number(price));
    expect(minute!.high).toBeGreaterThanOrEqual(Number(price));
    expect(bars.filter(({ at }) => at > fired && at < fired + 120_000 - 60_000)).toEqual([]);
  });

  test('are none of a stock that it does not know', async () => {
    const { scene, feed } = await openWith();
    expect(barsOf(await ask(scene, feed, '999999'))).toEqual([]);
  });
});
