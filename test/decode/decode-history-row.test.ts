import { describe, expect, test } from 'vitest';
import { decodeHistoryRow } from '../../src/decode/decode-history-row.ts';
import { historyRows } from './frame.ts';

const [running = {}, released = {}, nxt = {}] = historyRows();

test('a running static VI on KRX', () => {
  expect(decodeHistoryRow(running)).toEqual({
    is: 'reading',
    reading: {
      copy: 'bare',
      stock: '006200',
      name: '한국전자홀딩스',
      kind: 'static',
      direction: 'up',
      market: undefined,
      triggerTime: '13:33:01',
      releaseTime: undefined,
      price: 2525,
      reference: { static: 2295, dynamic: undefined },
      deviation: { static: 10.02, dynamic: undefined },
      change: undefined,
      count: 1,
      volume: 22_092,
      turnover: undefined,
      unknown: {},
    },
  });
});

describe('what differs from row to row', () => {
  test.each([
    ['a released one', released, { copy: 'bare', releaseTime: '13:30:28' }],
    ['one on NXT', nxt, { copy: 'nxt', kind: 'dynamic', deviation: { dynamic: 9.3 }, count: 23 }],
    ['a falling one', { ...running, static_dispty_rt: '--10.02' }, { direction: 'down' }],
    ['a suffixed code', { ...running, stk_cd: '006200_AL' }, { stock: '006200', copy: 'bare' }],
    ['an exchange not known', { ...running, stex_tp: 'SOR' }, { copy: 'merged' }],
    [
      'only code and time',
      { stk_cd: '006200', trde_cntr_proc_time: '133301' },
      { kind: undefined },
    ],
  ])('%s', (_, row, expected) => {
    expect(decodeHistoryRow(row)).toMatchObject({ is: 'reading', reading: expected });
  });
});

test.each([
  ['nothing', undefined, 'no stock code'],
  ['a row without a code', {}, 'no stock code'],
  ['a row without a time', { stk_cd: '006200' }, 'no trigger time'],
])('%s is malformed', (_, row, why) => {
  expect(decodeHistoryRow(row)).toMatchObject({ is: 'malformed', why });
});
