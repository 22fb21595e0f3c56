import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, type DecodedRow } from '../../src/decode/decode-frame.ts';
import { decodeOne, frameOf, readingOf, recorded, rowOf } from './frame.ts';

test('a whole row becomes true types and units', () => {
  expect(readingOf(rowOf())).toEqual({
    copy: 'bare',
    stock: '109670',
    name: '씨싸이트',
    kind: 'static',
    direction: 'up',
    market: 'kosdaq',
    triggerTime: '11:43:59',
    releaseTime: undefined,
    price: 3860,
    reference: { static: 3490, dynamic: undefined },
    deviation: { static: 10.6, dynamic: undefined },
    change: 10.6,
    count: 1,
    volume: 5063,
    turnover: 19_000_000,
    unknown: {},
  });
});

test('a row that has only its stock and time is kept, with everything else unknown', () => {
  const reading = readingOf({ type: '1h', item: '005930', values: { '1223': '090000' } });
  const none = { static: undefined, dynamic: undefined };
  const { stock, copy, triggerTime, reference, deviation, unknown, ...rest } = reading;
  expect({ stock, copy, triggerTime }).toEqual({
    stock: '005930',
    copy: 'bare',
    triggerTime: '09:00:00',
  });
  expect({ reference, deviation, unknown }).toEqual({
    reference: none,
    deviation: none,
    unknown: {},
  });
  expect(new Set(Object.values(rest))).toEqual(new Set([undefined]));
});

describe('recorded frames', () => {
  test.each([
    ['live-047920-opening-auction.jsonl', ['047920 bare', '047920 merged', '047920 nxt']],
    ['live-078860-dynamic-down.jsonl', ['078860 bare']],
    ['live-109670-static-up.jsonl', ['109670 merged', '109670 bare 11:46:11']],
    ['official-sample.jsonl', ['005930 bare 11:17:03']],
  ])('%s', (file, expected) => {
    const rows = recorded(file).flatMap(decodeFrame);
    const words = rows.map((row) => {
      if (row.is !== 'reading') return row.why;
      const { stock, copy, releaseTime = '' } = row.reading;
      return `${stock} ${copy} ${releaseTime}`.trim();
    });
    expect(words).toEqual(expected);
  });

  test('the dynamic one has only dynamic values, and no name', () => {
    const [row] = recorded('live-078860-dynamic-down.jsonl').flatMap(decodeFrame);
    expect(row).toMatchObject({
      reading: {
        name: undefined,
        kind: 'dynamic',
        direction: 'down',
        reference: { static: undefined, dynamic: 2875 },
        deviation: { static: undefined, dynamic: -6.09 },
        turnover: undefined,
      },
    });
  });
});

describe('item says which copy it is, 9001 which stock', () => {
  test.each([
    ['109670', '109670', '109670', 'bare'],
    ['109670_NX', '109670_NX', '109670', 'nxt'],
    ['109670_AL', '109670', '109670', 'merged'],
    ['189860', '189860_AL', '189860', 'bare'],
    ['', '189860_AL', '189860', 'merged'],
    [null, '189860_NX', '189860', 'nxt'],
    ['005930_NX', '', '005930', 'nxt'],
    ['A005930', 'A005930', '005930', 'bare'],
    ['Q500001_AL', 'Q500001_AL', '500001', 'merged'],
    ['0126Z0', '0126Z0', '0126Z0', 'bare'],
    ['00680K_NX', ' 00680K_NX ', '00680K', 'nxt'],
    ['A0011B', 'A0011B', 'A0011B', 'bare'],
  ])('item %j with 9001 %j', (...[item, code, stock, copy]) => {
    expect(readingOf(rowOf({ '9001': code }, item))).toMatchObject({ stock, copy, unknown: {} });
  });

  test('a suffix nobody described does not tell the venue, and is kept', () => {
    const reading = readingOf(rowOf({}, '109670_XX'));
    expect(reading).toMatchObject({ copy: 'merged', unknown: { suffix: 'XX' } });
  });
});

describe('release', () => {
  test.each([
    ['000000', undefined],
    ['', undefined],
    ['   ', undefined],
    ['0', undefined],
    [undefined, undefined],
    ['114611', '11:46:11'],
    [' 114611 ', '11:46:11'],
  ])('1224 %j is %j', (value, releaseTime) => {
    expect(readingOf(rowOf({ '1224': value }))).toMatchObject({ releaseTime, unknown: {} });
  });

  test.each(['246060', '11461', 'soon'])('1224 %j is no time: running, and kept', (value) => {
    const reading = readingOf(rowOf({ '1224': value }));
    expect(reading).toMatchObject({ releaseTime: undefined, unknown: { '1224': value } });
  });
});

describe('kind and direction', () => {
  test.each([
    ['the code decides', { '9068': '2', '1225': '정적', '1279': '+정적' }, 'dynamic', {}],
    ['both', { '9068': '3', '1225': '동적+정적', '1279': '+동적+정적' }, 'both', {}],
    ['an unknown code: the words', { '9068': '4' }, 'static', { '9068': '4' }],
    ['no code: the words', { '9068': '', '1225': '동적' }, 'dynamic', {}],
    ['no code, no words: 1279', { '9068': '', '1225': '', '1279': '-동적+정적' }, 'both', {}],
    ['nothing', { '9068': '', '1225': '', '1279': '' }, undefined, {}],
  ])('kind, %s', (...[, values, kind, unknown]) => {
    expect(readingOf(rowOf(values))).toMatchObject({ kind, unknown });
  });

  const down = { '9068': '2', '1225': '동적', '1238': '0.00', '1239': '-6.09', '1279': '-동적' };
  test.each([
    ['the code decides', { '9069': '2' }, 'down'],
    ['a missing code: the sign of the deviation', { ...down, '9069': '', '1279': '' }, 'down'],
    ['an unknown code too', { ...down, '9069': '7' }, 'down'],
    ['no deviation either: 1279', { '9069': '', '1238': '', '1279': '-정적' }, 'down'],
    ['nothing', { '9069': '', '1238': '', '1279': '' }, undefined],
  ])('direction, %s', (_, values, direction) => {
    expect(readingOf(rowOf(values)).direction).toBe(direction);
  });
});

describe('numbers', () => {
  test.each([
    ['a doubled sign', { '1238': '--10.6' }, { deviation: { static: -10.6 } }],
    ['padding', { '1221': '   3860 ', '13': ' 5063' }, { price: 3860, volume: 5063 }],
    ['a price with a sign', { '1221': '-3860' }, { price: 3860 }],
    ['a change of nothing at all', { '1489': '0.00' }, { change: 0 }],
    ['a change against the direction', { '1489': '-1.20' }, { change: -1.2, direction: 'up' }],
    ['a missing price', { '1221': '' }, { price: undefined }],
    ['a price of 0', { '1221': '0' }, { price: undefined }],
    ['a reference of 0', { '1236': '0' }, { reference: { static: undefined } }],
    ['a count of 0', { '1490': '0' }, { count: undefined }],
    ['a 23rd', { '1490': '23' }, { count: 23 }],
    ['KOSPI', { '9008': '001' }, { market: 'kospi' }],
    ['nothing traded yet', { '13': '0', '14': '0' }, { volume: 0, turnover: 0 }],
  ])('%s', (_, values, expected) => {
    expect(readingOf(rowOf(values))).toMatchObject({ ...expected, unknown: {} });
  });

  test.each([
    ['1221', 'price', 'n/a'],
    ['1490', 'count', '1.5'],
    ['13', 'volume', '0x10'],
    ['14', 'turnover', 'Infinity'],
    ['1489', 'change', '1e5'],
    ['9008', 'market', '777'],
  ] as const)('%s that cannot be read leaves no %s, and is kept', (field, name, text) => {
    const reading = readingOf(rowOf({ [field]: text }));
    expect(reading[name]).toBeUndefined();
    expect(reading.unknown).toEqual({ [field]: text });
  });

  test('a kind that does not apply has no value, whatever stands there', () => {
    const reading = readingOf(rowOf({ '1237': '3500', '1239': '+3.00' }));
    expect(reading.reference).toEqual({ static: 3490, dynamic: undefined });
    expect(reading.deviation).toEqual({ static: 10.6, dynamic: undefined });
  });

  test('of an unknown kind every value but zero is kept', () => {
    const values = { '9068': '4', '1225': '', '1279': '', '1236': '0', '1237': '3500' };
    expect(readingOf(rowOf(values)).reference).toEqual({ static: undefined, dynamic: 3500 });
  });

  test('an unknown value is kept short', () => {
    const { unknown } = readingOf(rowOf({ '9068': '9'.repeat(5000) }));
    expect(unknown['9068']).toBe('9'.repeat(64));
  });

  test('a 9075 other than the one ever seen is kept', () => {
    expect(readingOf(rowOf({ '9075': '2' })).unknown).toEqual({ '9075': '2' });
  });
});

describe('what is not an event', () => {
  test.each([
    ['a PING', '{"trnm":"PING"}', 'ignored', 'not REAL'],
    ['an answer', '{"trnm":"REG","return_code":0}', 'ignored', 'not REAL'],
    ['no data', '{"trnm":"REAL","data":null}', 'ignored', 'no data'],
    ['missing data', '{"trnm":"REAL"}', 'ignored', 'no data'],
    ['empty data', '{"trnm":"REAL","data":[]}', 'ignored', 'no data'],
    ['another type', frameOf({ ...rowOf(), type: '0B' }), 'ignored', 'another type'],
    ['a cut frame', frameOf(rowOf()).slice(0, -9), 'malformed', 'not JSON'],
    ['nothing', '', 'malformed', 'not JSON'],
    ['a list', '[]', 'malformed', 'not a frame'],
    ['data that is no list', '{"trnm":"REAL","data":7}', 'malformed', 'not a frame'],
    ['a row that is none', '{"trnm":"REAL","data":[null]}', 'malformed', 'not a row'],
    [
      'values that are none',
      '{"trnm":"REAL","data":[{"type":"1h","values":7}]}',
      'malformed',
      'no stock code',
    ],
    ['no code', frameOf(rowOf({ '9001': '없음' }, '')), 'malformed', 'no stock code'],
    ['no time', frameOf(rowOf({ '1223': '' })), 'malformed', 'no trigger time'],
    ['an impossible time', frameOf(rowOf({ '1223': '250000' })), 'malformed', 'no trigger time'],
  ])('%s', (...[, text, is, why]) => {
    expect(decodeFrame(text)).toEqual([expect.objectContaining({ is, why })]);
  });

  test('mixed rows are judged one by one, in their order', () => {
    const text = frameOf({ ...rowOf(), type: '0B' }, rowOf(), null, rowOf({}, '109670_AL'));
    const rows = decodeFrame(text);
    expect(rows.map((row) => row.is)).toEqual(['ignored', 'reading', 'malformed', 'reading']);
  });

  test('what is malformed is shown, but not at full length', () => {
    const row = decodeOne(rowOf({ '9001': '', '302': '가'.repeat(9000) }, ''));
    expect(row).toMatchObject({ is: 'malformed', row: expect.stringContaining('"302":"가') });
    expect(row.is === 'malformed' && row.row.length).toBe(500);
  });
});

describe('never throws', () => {
  const isSound = (row: DecodedRow): boolean =>
    row.is === 'reading' || row.is === 'ignored' || row.row.length <= 500;
  const unsound = (text: string) => decodeFrame(text).filter((row) => !isSound(row));

  test('on any text and any JSON', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
    fc.assert(
      fc.property(texts, (text) => {
        expect(unsound(text)).toEqual([]);
      }),
    );
  });

  test('on any values in a row', () => {
    const values = fc.dictionary(fc.constantFrom(...Object.keys(rowOf().values)), fc.jsonValue());
    fc.assert(
      fc.property(values, (odd) => {
        expect(unsound(frameOf(rowOf(odd)))).toEqual([]);
      }),
    );
  });

  test('on real frames with some characters changed', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary' })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...recorded()), edits, (frame, changes) => {
        let text = frame;
        for (const [at, by] of changes) {
          const place = at % text.length;
          text = text.slice(0, place) + by + text.slice(place + 1);
        }
        expect(unsound(text)).toEqual([]);
      }),
    );
  });

  test('on rows nested deeper than the stack', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(decodeFrame(`{"trnm":"REAL","data":[${deep}]}`)).toEqual([
      { is: 'malformed', why: 'not a row', row: expect.any(String) },
    ]);
  });
});
