import * as z from 'zod';
import type { Bar } from '../../vi/bar.ts';
import type { StockCode } from '../../vi/event.ts';
import { dayOf, instantOf, type Day, type EpochMs } from '../../vi/kst.ts';
import type { Bars } from '../feed.ts';
import type { Rest, Row } from './rest.ts';

/** A price's sign tells its direction, and may be doubled (kiwoom.md 1, 4). */
const number = z
  .string()
  .trim()
  .regex(/^[+-]*\d+$/)
  .transform((text) => Number(text.replace(/^[+-]+/, '')));

const rowSchema = z.object({
  /** `YYYYMMDDHHmmss`, in Korea. */
  cntr_tm: z
    .string()
    .trim()
    .regex(/^\d{14}$/),
  open_pric: number,
  high_pric: number,
  low_pric: number,
  cur_prc: number,
  trde_qty: number,
});

function instantIn(digits: string): EpochMs {
  const [, date = '', time = ''] = /^(\d{8})(\d{6})$/.exec(digits) ?? [];
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
  return instantOf(day, time.replace(/(..)(..)(..)/, '$1:$2:$3'));
}

/** `undefined`: not a minute in which something was traded. */
function toBar(row: Row): Bar | undefined {
  const { data } = rowSchema.safeParse(row);
  if (data === undefined || data.cur_prc === 0) return undefined;
  return {
    at: instantIn(data.cntr_tm),
    open: data.open_pric,
    high: data.high_pric,
    low: data.low_pric,
    close: data.cur_prc,
    volume: data.trde_qty,
  };
}

/** Whether a page holds minutes of an earlier day, so that the next one holds no other. */
const isPast = (page: readonly Row[], day: Day): boolean =>
  page.some(({ cntr_tm: at }) => typeof at === 'string' && at.trim() < day.replaceAll('-', ''));

/** The stock's minutes of today on KRX (ka10080, the newest first on the wire). */
export async function fetchBars(rest: Rest, stock: StockCode, now: EpochMs): Promise<Bars> {
  const today = dayOf(now);
  const asked = { stk_cd: stock, tic_scope: '1', upd_stkpc_tp: '1' };
  const answer = await rest.rows('ka10080', asked, 'stk_min_pole_chart_qry', (page) =>
    isPast(page, today),
  );
  if (answer.is !== 'rows') return { is: 'lost', reason: answer.reason };
  const bars = answer.rows.flatMap((row) => toBar(row) ?? []);
  return { is: 'bars', bars: bars.filter(({ at }) => dayOf(at) === today).toReversed() };
}
