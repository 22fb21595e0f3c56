import { readDay, recordedDays, type Timed } from '../feed/recordings.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Day } from '../vi/kst.ts';
import { differenceOf, type Side } from './difference.ts';
import { playDay, type Played, type Stage } from './play-day.ts';
import type { Report } from './report.ts';
import { readSample, SAMPLE_DAY, SAMPLE_STOCKS } from './sample-day.ts';
import { summarise, together } from './summary.ts';

/** Days in Korea, both included. */
export interface Span {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** Which days are played, and whether they are the shipped one. */
export interface Days {
  readonly days: readonly Day[];
  readonly sample: boolean;
}

/** The recorded days of the span; without one the last, and the sample when nothing is recorded. */
export async function chooseDays(folder: string, { from, to }: Span): Promise<Days> {
  const recorded = await recordedDays(folder);
  if (from !== undefined || to !== undefined) {
    const within = (day: Day): boolean => day >= (from ?? '') && day <= (to ?? day);
    return { days: recorded.filter(within), sample: false };
  }
  const last = recorded.at(-1);
  return last === undefined
    ? { days: [SAMPLE_DAY], sample: true }
    : { days: [last], sample: false };
}

export interface BacktestOptions extends Days {
  /** Where the recordings lie. */
  readonly folder: string;
  readonly stage: Stage;
  /** The running set, when `stage` has another one. */
  readonly running: RuleSet | undefined;
}

type Read = (day: Day) => Promise<readonly Timed[]>;

async function side(stage: Stage, days: readonly Day[], read: Read): Promise<Side> {
  const played: Played[] = [];
  for (const day of days) played.push(await playDay(stage, await read(day)));
  const all = together(played);
  return { played: all, summary: summarise(stage.rules.rules, all) };
}

/** Plays the days with the stage's rules and, to compare, with the running ones. */
export async function runBacktest(options: BacktestOptions): Promise<Report> {
  const { days, sample, folder, running } = options;
  const stocks = sample ? SAMPLE_STOCKS : options.stage.stocks;
  const stage = { ...options.stage, stocks };
  const read: Read = (day) => (sample ? readSample() : readDay(folder, day));
  const after = await side(stage, days, read);
  const before =
    running === undefined ? undefined : await side({ ...stage, rules: running }, days, read);
  const difference = before && differenceOf(before, after);
  return { ...after.summary, days, sample, difference };
}
