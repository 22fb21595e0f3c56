import type { Day } from '../vi/kst.ts';
import type { Difference } from './difference.ts';
import type { Summary } from './summary.ts';

/** What `vigil backtest` found, for every way to show it. */
export interface Report extends Summary {
  readonly days: readonly Day[];
  /** Whether it is the shipped, generated day. */
  readonly sample: boolean;
  readonly difference: Difference | undefined;
}

/** What it is about, in one line. */
export function titleOf({ days, sample, rules }: Report): string {
  const [first = '', last = first] = [days[0], days.at(-1)];
  const span = first === last ? first : `${first} ~ ${last} (${days.length}일)`;
  const kind = sample ? ' · 생성된 표본일, 실제 시세 아님 (generated sample day)' : '';
  return `${span} · 규칙 ${rules.length}개${kind}`;
}

/** `3.2초`. */
export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)}초`;

/** The figures under the table, a line each: Korean, then English. */
export function figuresOf({ waiting, digests, busiest }: Report): readonly string[] {
  const { p50, p95, max } = waiting;
  const waits = [`p50 ${inSeconds(p50)}`, `p95 ${inSeconds(p95)}`, `최대 ${inSeconds(max)}`];
  const minute =
    busiest === undefined
      ? '-'
      : `${busiest.day} ${busiest.minute} ${busiest.channel} ${busiest.messages}건`;
  return [
    `대기 (waiting): ${waits.join(' · ')}`,
    `요약 (digests): ${digests}건`,
    `가장 바쁜 1분 (busiest minute): ${minute}`,
  ];
}

/** The outcomes that are worth a column. */
export const COLUMNS = ['sent', 'merged', 'muted', 'suppressed', 'expired'] as const;

/** One line for each rule and channel: names, then figures. */
export const tableOf = ({ rules }: Report): readonly (readonly [string, string, ...number[]])[] =>
  rules.flatMap(({ rule, matched, channels }) =>
    Object.entries(channels).map(([channel, counts]): [string, string, ...number[]] => [
      rule,
      channel,
      matched,
      ...COLUMNS.map((column) => counts[column] ?? 0),
    ]),
  );
