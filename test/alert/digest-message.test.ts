import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestMessage, fits, type DigestView } from '../../src/alert/digest-message.ts';
import type { DigestEntry } from '../../src/alert/digest-lines.ts';
import { LOCALES, textOf } from '../../src/alert/message.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { aBareEvent, anEntry } from './an-event.ts';

const NINE = Date.parse('2026-11-20T09:00:05+09:00');
const aDigest = (
  entries: readonly DigestEntry[],
  changes: Partial<DigestView> = {},
): DigestView => ({
  kind: 'storm',
  entries,
  marks: { lateMs: undefined, repeat: false, insteadOf: undefined },
  silent: true,
  ...changes,
});
const linesOf = (view: DigestView, budget = 4096): readonly string[] =>
  digestMessage(view, 'ko', budget).message.lines;
const released = (entry: DigestEntry): DigestEntry => ({
  ...entry,
  episode: { state: 'released', releaseTime: '09:02:15' },
});
const samsung = anEntry({
  name: '삼성전자',
  count: 1,
  price: 67_000,
  triggerTime: '09:00:05',
  reference: { static: 60_800, dynamic: undefined },
  deviation: { static: 10.2, dynamic: undefined },
});

const entries = fc.array(
  fc.record({
    name: fc.string({ unit: 'grapheme', maxLength: 60 }),
    turnover: fc.option(fc.nat(1_000_000_000), { nil: undefined }),
    after: fc.nat(3000),
    rule: fc.string({ maxLength: 80 }),
    direction: fc.constantFrom('up' as const, 'down' as const, undefined),
  }),
  { minLength: 1, maxLength: 150 },
);
const madeOf = (made: typeof entries extends fc.Arbitrary<infer T> ? T : never): DigestEntry[] =>
  made.map(({ rule, after, ...event }) =>
    anEntry({ ...event, triggerTime: timeOf(NINE + after * 1000) }, { rules: [rule] }),
  );

describe('a digest', () => {
  test('has the header and lines of market.md, in the order they fired', () => {
    const later = anEntry({ triggerTime: '09:00:41', direction: 'down', turnover: 1 });
    expect(linesOf(aDigest([later, samsung]))).toEqual([
      'VI 2건 (▲1 ▼1) 09:00:05~09:00:41',
      '▲ 삼성전자 정적 1회 +10.20% 67,000원 09:00:05',
      '▼ 대성에너지 정적 2회 +10.07% 9,730원 09:00:41',
      '규칙: 전 종목',
    ]);
  });

  test('shows on its line that an interruption ended', () => {
    const lines = linesOf(aDigest([released(samsung)]));
    expect(lines[1]).toBe('▲ 삼성전자 정적 1회 +10.20% 67,000원 09:00:05 → 해제 09:02:15');
  });

  test('lists a release as such', () => {
    const entry = anEntry({ event: 'release', releaseTime: '11:04:14' });
    expect(linesOf(aDigest([entry]))[1]).toBe('⏹ 대성에너지 정적 해제 11:04:14');
  });

  test('says that a limit was passed, and which', () => {
    const lines = linesOf(aDigest([samsung], { kind: 'limit', rule: '반도체' }));
    expect(lines).toContain('규칙 한도 초과: 반도체');
  });

  test('says what was missed', () => {
    expect(linesOf(aDigest([samsung], { kind: 'expired' }))[0]).toBe(
      '⌛ 제때 전하지 못한 VI 1건 (▲1) 09:00:05',
    );
  });

  test('carries the mark of a possible repeat', () => {
    const view = aDigest([samsung], {
      marks: { lateMs: undefined, repeat: true, insteadOf: undefined },
    });
    expect(linesOf(view)).toContain('(다시 보냄: 중복일 수 있음)');
  });

  test('names the day where it spans two', () => {
    const next = anEntry({ day: '2026-11-23', triggerTime: '09:00:00' });
    expect(linesOf(aDigest([samsung, next]))[0]).toBe('VI 2건 (▲2) 11-20 09:00:05~11-23 09:00:00');
  });

  test('keeps the largest turnovers, in order, and counts the rest', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      anEntry({ stock: String(100_000 + index), turnover: index % 2 === 0 ? 9e11 + index : index }),
    );
    const { message, listed } = digestMessage(aDigest(many), 'ko', 1200);
    const stocks = listed.map((entry) => entry.event.stock);
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.length).toBeLessThan(20);
    expect(stocks).toEqual(stocks.toSorted());
    expect(listed.every((entry) => (entry.event.turnover ?? 0) > 1e11)).toBe(true);
    expect(message.lines).toContain(`외 ${40 - listed.length}건`);
  });

  test('shows an event of which nothing is known', () => {
    expect(linesOf(aDigest([{ ...samsung, event: aBareEvent() }]))[1]).toBe('· 117580 11:02:01');
  });

  test('never overflows its budget, nor after all its releases, and keeps its lines then', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...LOCALES), (made, locale) => {
        const all = madeOf(made);
        const before = digestMessage(aDigest(all), locale, 2000);
        const after = digestMessage(aDigest(all.map(released)), locale, 2000);
        expect(textOf(before.message).length).toBeLessThanOrEqual(2000);
        expect(textOf(after.message).length).toBeLessThanOrEqual(2000);
        expect(after.listed.length).toBe(before.listed.length);
      }),
      { numRuns: 40 },
    );
  });

  test('leaves none of those out that fit', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom(...LOCALES), (made, locale) => {
        const all = madeOf(made);
        const count = fits(all, locale, 2000);
        const front = all.slice(0, count);
        expect(count).toBeGreaterThan(0);
        expect(digestMessage(aDigest(front), locale, 2000).listed).toHaveLength(count);
      }),
      { numRuns: 40 },
    );
  });

  test('holds some fifty in one Telegram message', () => {
    const many = Array.from({ length: 200 }, () => samsung);
    expect(fits(many, 'ko', 4096)).toBeGreaterThan(50);
  });
});
