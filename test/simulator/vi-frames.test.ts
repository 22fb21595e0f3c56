import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marketDay, type ScheduledVi } from '../../src/feed/simulator/market-day.ts';
import { signedPercent, viFrames } from '../../src/feed/simulator/vi-frames.ts';

interface Row {
  type: string;
  name: string;
  item: string;
  values: Record<string, string>;
}

const rowsOf = (frame: string): Row[] => {
  const parsed = JSON.parse(frame) as { trnm: string; data: Row[] };
  expect(parsed.trnm).toBe('REAL');
  return parsed.data;
};

const live = readFileSync(
  new URL('../fixtures/frames/live-109670-static-up.jsonl', import.meta.url),
  'utf8',
).split('\n');

const running = { trigger: '09:00:05', release: undefined };
const ended = { trigger: '09:00:05', release: '09:02:18' };
const day = marketDay(3, 'ordinary');

/** Field by field, what belongs together. */
function expectConsistent(vi: ScheduledVi, values: Record<string, string>): void {
  expect(values['9001']?.slice(0, 6)).toBe(vi.stock.code);
  expect(values['302']).toBe(vi.stock.name);
  expect(values['1221']).toBe(String(vi.price));
  expect({ '1': '정적', '2': '동적', '3': '동적+정적' }[values['9068']!]).toBe(values['1225']);
  expect(values['9069']).toBe(vi.direction === 'up' ? '1' : '2');
  const sign = vi.direction === 'up' ? '+' : '-';
  const all: Record<string, string> = {
    '1279': sign + values['1225'],
    '1237': '0',
    '1239': '0.00',
    ...values,
  };
  expect(all['1279']).toBe(sign + values['1225']);
  for (const [reference, deviation] of [
    [all['1236'], all['1238']],
    [all['1237'], all['1239']],
  ])
    expect(reference === '0' ? '0.00' : sign).toBe(reference === '0' ? deviation : deviation?.[0]);
  expect(Object.keys(values)).toHaveLength(vi.sparse ? 10 : 19);
}

describe('a frame', () => {
  test('holds texts only, and all of them agree', () => {
    for (const vi of day) {
      for (const { type, name, item, values } of viFrames(vi, running).flatMap(rowsOf)) {
        expect([type, name]).toEqual(['1h', 'VI발동/해제']);
        expect(item).toMatch(new RegExp(`^${vi.stock.code}(_AL|_NX)?$`));
        expect(Object.values(values).filter((value) => typeof value !== 'string')).toEqual([]);
        expectConsistent(vi, values);
      }
    }
  });

  test('has the fields of a live one, in their order', () => {
    const fields = (frame: string) => [...frame.matchAll(/"(\d+)":/g)].map(([, field]) => field);
    const full = day.find(({ sparse, copies }) => !sparse && copies.length === 2);
    expect(fields(viFrames(full!, running)[0]!)).toEqual(fields(live[0]!));
  });

  test('names the venue by its element', () => {
    const elements = (venue: string) =>
      day
        .filter((vi) => vi.venue === venue)
        .flatMap((vi) => viFrames(vi, running).flatMap(rowsOf))
        .map(({ item }) => item.slice(6));
    expect(new Set(elements('krx'))).toEqual(new Set(['', '_AL']));
    expect(new Set(elements('nxt'))).toEqual(new Set(['_NX', '_AL']));
  });

  test('of a release is that of the trigger with only 1224 changed', () => {
    for (const vi of day) {
      const trigger = viFrames(vi, running);
      const release = viFrames(vi, ended);
      expect(trigger.join('\n')).toContain('"1224":"000000"');
      expect(release.map((frame) => frame.replaceAll('090218', '000000'))).toEqual(trigger);
    }
  });

  test('of a release at midnight does not read as still running', () => {
    const [frame] = viFrames(day[0]!, { trigger: '23:58:00', release: '00:00:00' });
    expect(frame).toContain('"1224":"000001"');
  });
});

describe('a signed percent', () => {
  test.each([
    [3_860, 3_490, '+10.60'],
    [2_700, 2_875, '-6.09'],
    [1_000, 1_000, '0.00'],
    [1_000, 0, '0.00'],
  ])('of %i against %i is %s', (price, reference, text) => {
    expect(signedPercent(price, reference)).toBe(text);
  });
});
