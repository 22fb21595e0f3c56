import type { Notice } from '../../alert/notice.ts';
import { isTradingDay } from '../../market/trading-day.ts';
import { DAY_END_MS } from '../../market/timetable.ts';
import { sleep } from '../../platform/clock.ts';
import { faultText } from '../../platform/log.ts';
import { backUp, backupOf, emptyLog } from '../../store/backups.ts';
import { addDays, dayOf, instantOf, type Day, type EpochMs } from '../../vi/kst.ts';
import { existsSync } from 'node:fs';
import type { AppParts } from '../parts.ts';

const MINUTE_MS = 60_000;
const QUIET_FROM_MS = DAY_END_MS + 10 * MINUTE_MS;
/** The first session opens at 08:00. */
const QUIET_UNTIL = '07:30:00';
/** A start has better things to do. */
const SETTLED_MS = MINUTE_MS;
const AGAIN_MS = 60 * MINUTE_MS;
/** The longest that anybody asks back: a year, and its holidays. */
const KEPT_DAYS = 400;
const COMMANDS_KEPT_DAYS = 7;
const ROWS_AT_ONCE = 200;
const BREATH_MS = 50;

type Parts = Pick<AppParts, 'store' | 'clock' | 'log'>;

/** The day whose events are all in; the next one ends at 20:10. */
export const lastWholeDay = (now: EpochMs): Day => dayOf(now - QUIET_FROM_MS);

/** Whether no market can be open. */
export function isQuiet(now: EpochMs): boolean {
  const today = dayOf(now);
  if (!isTradingDay(today) || lastWholeDay(now) === today) return true;
  return now < instantOf(today, QUIET_UNTIL);
}

/** Deletes what nobody asks for any more, a little at a time. */
async function dropOld({ store, clock }: Parts): Promise<number> {
  const today = dayOf(clock.now());
  const day = addDays(today, -KEPT_DAYS);
  const commandsBefore = instantOf(addDays(today, -COMMANDS_KEPT_DAYS), '00:00:00');
  let all = 0;
  for (;;) {
    const dropped = await store.rows.dropOld({ day, commandsBefore, atMost: ROWS_AT_ONCE });
    if (dropped === 0) return all;
    all += dropped;
    await sleep(clock, BREATH_MS);
  }
}

/** A copy of the ledger for the day that has ended, unless there is one. Throws when it fails. */
async function copyDay({ store, clock, log }: Parts, day: Day): Promise<void> {
  const path = store.file?.path;
  if (path === undefined || existsSync(backupOf(path, day))) return;
  const began = clock.elapsed();
  await backUp(path, day);
  log('info', 'store copied', { day, ms: Math.round(clock.elapsed() - began) });
}

/** What is done once a night; `look` sees whether it is time. */
export interface Nightly {
  look(): Promise<void>;
}

export function nightly(parts: Parts, tell: (notice: Notice) => void): Nightly {
  const { store, clock, log } = parts;
  let done: Day | undefined;
  let failed: Day | undefined;
  let notBefore = clock.elapsed() + SETTLED_MS;
  const work = async (day: Day): Promise<void> => {
    const rows = await dropOld(parts);
    if (rows > 0) log('info', 'old rows dropped', { rows });
    if (store.file !== undefined) emptyLog(store.file.path);
    await copyDay(parts, day);
    done = day;
  };
  return {
    async look() {
      const day = lastWholeDay(clock.now());
      if (day === done || !isQuiet(clock.now()) || clock.elapsed() < notBefore) return;
      try {
        await work(day);
      } catch (fault) {
        const reason = faultText(fault);
        log('error', 'nightly work failed', { reason });
        notBefore = clock.elapsed() + AGAIN_MS;
        if (failed !== day) tell({ is: 'backup-failed', reason });
        failed = day;
      }
    },
  };
}
