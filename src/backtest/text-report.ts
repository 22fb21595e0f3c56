import type { Difference, OneSided, RuleChange } from './difference.ts';
import { COLUMNS, figuresOf, inSeconds, tableOf, titleOf, type Report } from './report.ts';
import type { HalfHour } from './summary.ts';

const BAR_WIDTH = 40;
const MOST_LISTED = 10;
/** Hangul and other wide letters take two columns of a terminal. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/gu;

const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

const padded = (text: string, width: number, end: 'start' | 'end'): string => {
  const space = ' '.repeat(Math.max(width - widthOf(text), 0));
  return end === 'start' ? space + text : text + space;
};

/** Names to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[], names: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, column < names ? 'end' : 'start'))
      .join('  '),
  );
}

function table(report: Report): readonly string[] {
  const head = ['규칙 (rule)', '채널', 'matched', ...COLUMNS];
  return aligned([head, ...tableOf(report).map((row) => row.map(String))], 2);
}

function histogram(halfHours: readonly HalfHour[]): readonly string[] {
  const most = Math.max(1, ...halfHours.map(({ messages }) => messages));
  const bar = (messages: number): string =>
    '█'.repeat(Math.ceil((messages / most) * BAR_WIDTH)).padEnd(BAR_WIDTH);
  return halfHours.map(
    ({ from, events, messages }) => `${from} ${bar(messages)} ${messages} / ${events}`,
  );
}

const told = (count: number | undefined): string => (count === undefined ? '없음' : `${count}`);

const changeLine = ({ rule, before, after }: RuleChange): string =>
  `  ${rule}: ${told(before)} → ${told(after)}`;

function listed(sign: string, alerts: readonly OneSided[]): readonly string[] {
  const lines = alerts
    .slice(0, MOST_LISTED)
    .map(
      ({ day, trigger_time: time, stock, name, event, channel }) =>
        `  ${sign} ${day} ${time} ${name ?? stock} ${event} → ${channel}`,
    );
  const more = alerts.length - lines.length;
  return more > 0 ? [...lines, `  ${sign} ... ${more}`] : lines;
}

function differenceLines(difference: Difference): readonly string[] {
  const { before, after } = difference.waiting;
  const [added, gone] = [difference.new, difference.gone];
  return [
    '',
    `지금 규칙과 비교: 새로 ${added.length}, 사라짐 ${gone.length} ` +
      `(against the running rules: ${added.length} new, ${gone.length} gone)`,
    ...difference.rules.map(changeLine),
    `  p95: ${inSeconds(before.p95)} → ${inSeconds(after.p95)}`,
    ...listed('+', added),
    ...listed('-', gone),
  ];
}

/** The report for a terminal. */
export const textReport = (report: Report): string =>
  [
    titleOf(report),
    '',
    ...table(report),
    '',
    ...figuresOf(report),
    '',
    '30분마다 메시지 / 이벤트 (messages / events per 30 minutes)',
    ...histogram(report.halfHours),
    ...(report.difference === undefined ? [] : differenceLines(report.difference)),
    '',
  ].join('\n');
