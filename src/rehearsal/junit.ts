import { escapeXml } from '../platform/escape-xml.ts';
import { differenceOf } from './test-report.ts';
import type { TestResult, TestRun } from './run-tests.ts';

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');

const seconds = (results: readonly TestResult[]): string =>
  (results.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);

const counts = (results: readonly TestResult[]) => ({
  tests: results.length,
  failures: results.filter(({ ok }) => !ok).length,
  errors: 0,
  time: seconds(results),
});

function testCase(result: TestResult): string {
  const { test, ok } = result;
  const { name, file: classname } = test;
  const head = attributes({
    name,
    classname,
    file: test.file,
    line: test.place.line,
    time: seconds([result]),
  });
  if (ok) return `    <testcase${head}/>`;
  const lines = differenceOf(result);
  const message = attributes({ message: lines[0] ?? '' });
  const body = lines.map(escapeXml).join('\n');
  return `    <testcase${head}>\n      <failure${message}>${body}</failure>\n    </testcase>`;
}

const suite = ([file, results]: readonly [string, readonly TestResult[]]): string =>
  [
    `  <testsuite${attributes({ name: file, ...counts(results) })}>`,
    ...results.map(testCase),
    '  </testsuite>',
  ].join('\n');

/** The run as JUnit XML, one suite for each file. */
export const junit = ({ results }: TestRun): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'vigil test', ...counts(results) })}>`,
    ...[...Map.groupBy(results, ({ test }) => test.file)].map(suite),
    '</testsuites>',
    '',
  ].join('\n');
