import { happenedAt } from '../vi/episode.ts';
import { timeOf } from '../vi/kst.ts';
import type { Told } from './compare.ts';
import type { Expectation } from './rule-test.ts';
import type { TestResult, TestRun } from './run-tests.ts';

const join = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** An expected message in its own words: `반도체 상승 VI · 005930 · count 1 → phone, desk`. */
function wantedText({ to, ...wanted }: Expectation): string {
  const { count, digest, silent } = wanted;
  const what = join([
    wanted.rule,
    wanted.stock,
    wanted.kind,
    wanted.direction,
    count === undefined ? undefined : `count ${count}`,
    wanted.venue,
    wanted.event,
    digest === undefined ? undefined : `digest ${digest}`,
    silent === undefined ? undefined : `silent ${silent}`,
    ...wanted.text.map((part) => JSON.stringify(part)),
  ]);
  return to === undefined ? what : `${what} → ${to.join(', ')}`;
}

/** A message that was sent: `반도체 상승 VI · 005930 · static · up · count 2 · 09:05:01 → phone`. */
function toldText({ rule, is, events, silent, to }: Told): string {
  const [first] = events;
  const one = is === 'digest' ? undefined : first;
  return `${join([
    rule,
    is === 'digest' ? `digest ${events.length}` : undefined,
    one?.stock,
    one?.name,
    one?.kind,
    one?.direction,
    one?.count === undefined ? undefined : `count ${one.count}`,
    is === 'release' ? is : undefined,
    silent ? 'silent' : undefined,
    first === undefined ? undefined : timeOf(happenedAt(first)),
  ])} → ${to.join(', ')}`;
}

/** The difference of a failed test, a line each: `-` was expected, `+` came instead. */
export const differenceOf = ({ missing, unexpected }: TestResult): readonly string[] => [
  ...missing.flatMap(({ wanted, why }) => [
    `- ${wantedText(wanted)}    (오지 않음 / expected, not sent)`,
    ...why.map((line) => `    ${line}`),
  ]),
  ...unexpected.flatMap((told) => [
    `+ ${toldText(told)}    (뜻밖 / not expected)`,
    `    ${told.texts[0]?.split('\n')[0] ?? ''}`,
  ]),
];

function resultLines(result: TestResult): readonly string[] {
  const { test, ok } = result;
  if (ok) return [`✓ ${test.name}`];
  const place = `${test.file}:${test.place.line}:${test.place.column}`;
  return [`✗ ${test.name}  ${place}`, ...differenceOf(result).map((line) => `    ${line}`)];
}

/** The whole run for people; the last line counts. */
export function testReport({ results, unreached }: TestRun): string {
  const passed = results.filter(({ ok }) => ok).length;
  const failed = results.length - passed;
  const tests = results.length === 1 ? '1 test' : `${results.length} tests`;
  const never = unreached.map((rule) => `    ${rule}`);
  return [
    ...results.flatMap(resultLines),
    ...(never.length > 0 ? ['어느 테스트도 닿지 않은 규칙 (rules that no test reached):'] : []),
    ...never,
    `테스트 ${results.length}개: 통과 ${passed}, 실패 ${failed} ` +
      `(${tests}: ${passed} passed, ${failed} failed)`,
    '',
  ].join('\n');
}

/** The same as plain data. */
export const testJson = ({ results, unreached }: TestRun) => ({
  ok: results.every(({ ok }) => ok),
  passed: results.filter(({ ok }) => ok).length,
  failed: results.filter(({ ok }) => !ok).length,
  tests: results.map(({ test, ok, missing, unexpected }) => ({
    name: test.name,
    file: test.file,
    line: test.place.line,
    ok,
    missing: missing.map(({ wanted, why }) => ({ ...wanted, why })),
    unexpected: unexpected.map(({ events, is, ...told }) => ({
      ...told,
      event: is,
      stocks: events.map(({ stock }) => stock),
      counts: events.map(({ count = null }) => count),
    })),
  })),
  unreached,
});
