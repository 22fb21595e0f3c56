import * as z from 'zod';
import { decoded, type DecodedRow } from './decode-frame.ts';
import { FIELDS, type Field } from './fields.ts';
import { readRow } from './read-row.ts';

const HISTORY_ROW = z
  .looseObject({ stk_cd: z.string().catch(''), stex_tp: z.unknown().optional() })
  .catch({ stk_cd: '' });

/**
 * The `1h` field that each name of a ka10054 row stands for (kiwoom.md 4). `open_pric_pre_flu_rt`
 * counts from today's open and is not 1489; the direction is told by the deviation's sign.
 */
const TOLD_AS: readonly (readonly [name: string, field: Field])[] = [
  ['stk_nm', FIELDS.name],
  ['acc_trde_qty', FIELDS.volume],
  ['motn_pric', FIELDS.price],
  ['trde_cntr_proc_time', FIELDS.triggerTime],
  ['virelis_time', FIELDS.releaseTime],
  ['viaplc_tp', FIELDS.kindText],
  ['static_stdpc', FIELDS.referenceStatic],
  ['dynm_stdpc', FIELDS.referenceDynamic],
  ['static_dispty_rt', FIELDS.deviationStatic],
  ['dynm_dispty_rt', FIELDS.deviationDynamic],
  ['vimotn_cnt', FIELDS.count],
];

/** The exchange is told, so a suffix of `stk_cd` is not asked. */
function suffixOf(exchange: unknown): string {
  if (exchange === 'KRX') return '';
  return exchange === 'NXT' ? '_NX' : '_AL';
}

/** Reads one row of ka10054's `motn_stk` as the `1h` row that was missed. Never throws. */
export function decodeHistoryRow(row: unknown): DecodedRow {
  const told = HISTORY_ROW.parse(row);
  const [code = ''] = told.stk_cd.split('_', 1);
  const values = Object.fromEntries(TOLD_AS.map(([name, field]) => [field, told[name]]));
  return decoded(readRow(`${code}${suffixOf(told.stex_tp)}`, values), row);
}
