import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marketDay, type ScheduledVi } from '../../src/feed/simulator/market-day.ts';
import { isWithinDay, percent } from '../../src/feed/simulator/prices.ts';
import { SIMULATED_STOCKS } from '../../src/feed/simulator/simulated-stock.ts';
import { isStockCode } from '../../src/vi/stock.ts';

const MINUTE = 60_000;
const seeds = fc.integer({ min: 0, max: 100_000 });
const runs = { numRuns: 10 };

const perMinute = (day: readonly ScheduledVi[]): readonly number[] => {
  const counts = Array.from({ length: 390 }, () => 0);
  for (const { at } of day) counts[Math.floor(at / MINUTE)]! += 1;
  return counts;
};

function holdsForEveryVi(holds: (vi: ScheduledVi) => void): void {
  fc.assert(
    fc.property(seeds, fc.constantFrom('ordinary', 'extreme'), (seed, kind) =>
      marketDay(seed, kind).forEach(holds),
    ),
    runs,
  );
}

describe('a simulated day', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(marketDay(7, 'ordinary')).toEqual(marketDay(7, 'ordinary'));
    expect(marketDay(7, 'ordinary')).not.toEqual(marketDay(8, 'ordinary'));
  });

  test('has about 480 interruptions, most of them at the opening', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const counts = perMinute(marketDay(seed, 'ordinary'));
        const all = counts.reduce((sum, count) => sum + count, 0);
        const morning = counts.slice(10, 60).reduce((sum, count) => sum + count, 0) / 50;
        expect(all).toBeGreaterThan(460);
        expect(all).toBeLessThan(500);
        expect(counts[0]).toBe(Math.max(...counts));
        expect(morning).toBeGreaterThan(0.8);
        expect(morning).toBeLessThan(2.2);
      }),
      runs,
    );
  });

  test('has exactly 1,079 when it is extreme, 100 of them in the first minute', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const day = marketDay(seed, 'extreme');
        expect(day).toHaveLength(1_079);
        expect(day.filter(({ at }) => at < MINUTE)).toHaveLength(100);
      }),
      runs,
    );
  });

  test('shows something within 3 s, with all its numbers', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const early = marketDay(seed, 'ordinary').filter(({ at }) => at < 3_000);
        expect(early).toHaveLength(3);
        expect(early.some(({ sparse }) => sparse)).toBe(false);
      }),
      runs,
    );
  });

  test('never interrupts a stock that is interrupted, and counts each one', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('ordinary', 'extreme'), (seed, kind) => {
        const last = new Map<string, ScheduledVi>();
        for (const vi of marketDay(seed, kind)) {
          const before = last.get(vi.stock.code);
          expect(vi.count).toBe((before?.count ?? 0) + 1);
          expect(vi.at).toBeGreaterThanOrEqual(before === undefined ? 0 : before.at + before.lasts);
          expect(vi.volume).toBeGreaterThan(before?.volume ?? 0);
          expect(vi.turnover).toBeGreaterThan(before?.turnover ?? 0);
          last.set(vi.stock.code, vi);
        }
      }),
      runs,
    );
  });

  test('lasts as long as seen live: 121 to 149 s', () => {
    holdsForEveryVi(({ lasts }) => {
      expect(lasts).toBeGreaterThanOrEqual(121_000);
      expect(lasts).toBeLessThanOrEqual(149_000);
    });
  });

  test('moves as far as the kind asks, in its direction, within the limits of the day', () => {
    const move = (vi: ScheduledVi, reference: number): number =>
      percent(vi.price, reference) * (vi.direction === 'up' ? 1 : -1) + 1e-9;
    holdsForEveryVi((vi) => {
      const { staticReference, dynamicReference } = vi;
      expect(isWithinDay(vi.stock, vi.price)).toBe(true);
      expect(staticReference === 0).toBe(vi.kind === 'dynamic');
      expect(dynamicReference === 0).toBe(vi.kind === 'static');
      expect(staticReference === 0 || move(vi, staticReference) >= 10).toBe(true);
      expect(dynamicReference === 0 || move(vi, dynamicReference) >= 3).toBe(true);
    });
  });

  test('has every kind, direction, venue and type of stock, and alphanumeric codes', () => {
    const day = marketDay(1, 'ordinary');
    const seen = (value: (vi: ScheduledVi) => string) => [...new Set(day.map(value))].toSorted();
    expect(seen(({ kind }) => kind)).toEqual(['both', 'dynamic', 'static']);
    expect(seen(({ direction }) => direction)).toEqual(['down', 'up']);
    expect(seen(({ venue }) => venue)).toEqual(['krx', 'nxt']);
    expect(seen(({ stock }) => stock.type)).toEqual([
      'etf',
      'etn',
      'preferred',
      'reit',
      'spac',
      'stock',
    ]);
    expect(day.some(({ stock }) => /[A-Z]/.test(stock.code))).toBe(true);
    expect(day.some(({ sparse }) => sparse)).toBe(true);
  });

  test('tells an event by its own copy, by the merged one, or by both in any order', () => {
    const orders = marketDay(1, 'ordinary').map(({ copies }) => JSON.stringify(copies));
    expect([...new Set(orders)].toSorted()).toEqual(
      [
        '[["bare","merged"]]',
        '[["bare"],["merged"]]',
        '[["merged","bare"]]',
        '[["merged","nxt"]]',
        '[["merged"],["bare"]]',
        '[["merged"],["nxt"]]',
        '[["merged"]]',
        '[["nxt","merged"]]',
        '[["nxt"],["merged"]]',
      ].toSorted(),
    );
    holdsForEveryVi(({ copies, stock }) => {
      expect(copies.flat().length === 2 || !stock.nxt).toBe(true);
    });
  });
});

describe('the simulated stocks', () => {
  test('are at least as many as the worst minute has interruptions, each once', () => {
    expect(SIMULATED_STOCKS.length).toBeGreaterThan(110);
    expect(new Set(SIMULATED_STOCKS.map(({ code }) => code)).size).toBe(SIMULATED_STOCKS.length);
    expect(new Set(SIMULATED_STOCKS.map(({ name }) => name)).size).toBe(SIMULATED_STOCKS.length);
  });

  test('have codes that are codes, and names as they are written', () => {
    expect(SIMULATED_STOCKS.filter(({ code }) => !isStockCode(code))).toEqual([]);
    expect(SIMULATED_STOCKS.map(({ name }) => name)).toContain('형지I&C');
  });
});
