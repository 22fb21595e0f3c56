import { dayOf, timeOf, type EpochMs } from '../../vi/kst.ts';
import type { History } from '../feed.ts';
import type { Rest, Row } from './rest.ts';

/** Every filter is a text and must be there (kiwoom.md 4: a missing one is refused with 1511). */
const WHOLE_MARKET = {
  mrkt_tp: '000',
  bf_mkrt_tp: '0',
  stk_cd: '',
  motn_tp: '0',
  skip_stk: '000000000',
  trde_qty_tp: '0',
  min_trde_qty: '0',
  max_trde_qty: '0',
  trde_prica_tp: '0',
  min_trde_prica: '0',
  max_trde_prica: '0',
  motn_drc: '0',
  stex_tp: '3',
} as const;

/** A trigger time as it stands in a row, `HHmmss`. */
const wireTime = (at: EpochMs): string => timeOf(at).replaceAll(':', '');

/**
 * Whether a page reaches back past `since`, so that the next one tells nothing that is asked for.
 * Rows carry no day: of an earlier day's instant, all pages are wanted.
 */
export function reaches(page: readonly Row[], since: EpochMs, now: EpochMs): boolean {
  if (dayOf(since) < dayOf(now)) return false;
  const from = wireTime(since);
  return page.some(
    ({ trde_cntr_proc_time: time }) => typeof time === 'string' && time.trim() < from,
  );
}

/** The day's interruptions that fired since then, released or not (ka10054, kiwoom.md 4). */
export async function fetchHistory(rest: Rest, since: EpochMs, now: EpochMs): Promise<History> {
  const isLast = (page: readonly Row[]): boolean => reaches(page, since, now);
  const answer = await rest.rows('ka10054', WHOLE_MARKET, 'motn_stk', isLast);
  return answer.is === 'rows' ? answer : { is: 'lost', reason: answer.reason };
}
