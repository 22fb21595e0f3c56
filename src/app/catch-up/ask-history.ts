import { decodeHistoryRow } from '../../decode/decode-history-row.ts';
import type { Feed } from '../../feed/feed.ts';
import { sleep } from '../../platform/clock.ts';
import type { Gap, HistoryMark } from '../../store/watched.ts';
import type { Reading } from '../../vi/event.ts';
import { dayOf, type Day, type EpochMs } from '../../vi/kst.ts';
import { askSince, judge, NEVER_ASKED, startOfDay, type Answered, type Asked } from './asking.ts';
import { newsOf } from './closed-day.ts';
import { compare, dated, filledIn, type Missing } from './compare-history.ts';
import type { Intake } from '../intake.ts';
import type { AppParts } from '../parts.ts';

export interface HistoryDesk extends AppParts {
  readonly intake: Intake;
  readonly feed: Pick<Feed, 'heardAt' | 'history'>;
}

/** What is remembered of a day from one asking to the next. */
export interface Memory {
  readonly day: Day;
  readonly asked: Asked;
  /** When the last answer came; `undefined`: none did since the start. */
  readonly last: EpochMs | undefined;
}

/** What came of an asking: the interruptions that were missing, and what is remembered. */
export interface Round {
  readonly memory: Memory;
  readonly missing: readonly Missing[];
  readonly day: Day;
}

/** So many rows share a transaction; live frames go between two of them. */
const AT_ONCE = 20;

/** The memory of today: that of an earlier day is of no use, that of the ledger is. */
export async function recall(
  { store, clock }: HistoryDesk,
  memory: Memory | undefined,
): Promise<Memory> {
  const now = clock.now();
  const day = dayOf(now);
  if (memory?.day === day) return memory;
  const asked = { ...NEVER_ASKED, history: await store.rows.histories(day) };
  return { day, asked, last: memory?.last };
}

function readingsOf({ log }: HistoryDesk, rows: readonly unknown[]): readonly Reading[] {
  const decoded = rows.map(decodeHistoryRow);
  const malformed = decoded.filter(({ is }) => is === 'malformed');
  if (malformed.length > 0) log('warn', 'history rows malformed', { rows: malformed.slice(0, 3) });
  return decoded.flatMap((row) => (row.is === 'reading' ? [row.reading] : []));
}

/** Into the pipeline, a few at a time, so that no live frame waits for a whole morning. */
async function hearAll({ intake, clock }: HistoryDesk, missing: readonly Missing[]): Promise<void> {
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    for (const { reading } of missing.slice(from, from + AT_ONCE)) intake.hear(reading);
    await intake.idle();
    await sleep(clock, 0);
  }
}

/** What the answer says of the day's episodes is kept beside them. */
async function note(
  { store, log, intake }: HistoryDesk,
  memory: Memory,
  answered: Answered,
): Promise<Memory> {
  const { asked, news } = judge(intake.episodesOf(memory.day), memory.asked, answered);
  const ids = (history: HistoryMark): readonly string[] =>
    news.flatMap(([id, told]) => (told === history ? [id] : []));
  const absent = ids('absent');
  if (absent.length > 0) log('warn', 'frames that ka10054 does not know', { episodes: absent });
  await store.transaction(async (rows) => {
    await rows.noteHistory(ids('confirmed'), 'confirmed');
    await rows.noteHistory(absent, 'absent');
  });
  return { ...memory, asked, last: answered.at };
}

async function fill(
  { store }: HistoryDesk,
  gaps: readonly Gap[],
  { missing, day }: Pick<Round, 'missing' | 'day'>,
): Promise<void> {
  await store.transaction(async (rows) => {
    for (const gap of gaps) await rows.fillGap(gap.id, filledIn(gap, missing, day));
  });
}

/**
 * Asks ka10054 once, over as many pages as are needed, and takes in what the feed did not tell.
 * `undefined`: there was no answer; it can be asked again.
 */
export async function askHistory(desk: HistoryDesk, memory: Memory): Promise<Round | undefined> {
  const { intake, feed, store, clock, log } = desk;
  const gaps = (await store.rows.gaps({ from: memory.day })).filter(
    ({ filled }) => filled === undefined,
  );
  // Without a gap and an answer it was never watched today: everything is asked for.
  const last = memory.last ?? (gaps.length > 0 ? clock.now() : startOfDay(clock.now()));
  const since = askSince(intake.episodesOf(memory.day), memory.asked, gaps, last);
  const answer = await feed.history?.(since);
  if (answer?.is !== 'rows') {
    if (answer !== undefined) log('warn', 'no history', { reason: answer.reason });
    return undefined;
  }
  const at = clock.now();
  const { day, readings } = dated(readingsOf(desk, answer.rows), at);
  const missing = await newsOf(store.rows, day, compare(intake.episodesOf(day), readings).missing);
  await hearAll(desk, missing);
  await fill(desk, gaps, { missing, day });
  const { confirmed } = compare(intake.episodesOf(day), readings);
  return { missing, day, memory: await note(desk, memory, { confirmed, since, at }) };
}
