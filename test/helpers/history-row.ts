import type { Vi } from './frames.ts';

const wire = (time: string | undefined): string => time?.replaceAll(':', '') ?? '000000';

/** What ka10054 tells of an interruption that `viFrame` tells too. */
export const historyRow = (
  vi: Vi,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  stk_cd: vi.stock,
  stk_nm: vi.name,
  acc_trde_qty: '5063',
  motn_pric: '3860',
  dynm_dispty_rt: '0.00',
  trde_cntr_proc_time: wire(vi.trigger),
  virelis_time: wire(vi.release),
  viaplc_tp: '정적',
  dynm_stdpc: '0',
  static_stdpc: '3490',
  static_dispty_rt: '+10.60',
  open_pric_pre_flu_rt: '+10.60',
  vimotn_cnt: '1',
  stex_tp: 'KRX',
  ...more,
});
