import type { StockType } from '../../vi/event.ts';
import type { ScheduledVi } from './market-day.ts';
import { SIMULATED_STOCKS, type SimulatedStock } from './simulated-stock.ts';
import { KIND_TEXT, releaseTime, signedPercent, triggerTime, type Stamps } from './vi-frames.ts';

/** A row as the broker writes it: texts, by its own names (kiwoom.md 4). */
export type Row = Readonly<Record<string, string>>;

/** Types that are told by the market code; the others carry their market's. */
const MARKET_CODE: Partial<Record<StockType, string>> = { etf: '8', etn: '60', reit: '6' };
const MARKET_TYPE = { kospi: '0', kosdaq: '10' } as const;

const stockRow = ({ code, name, market, type, nxt, close }: SimulatedStock): Row => ({
  code,
  name,
  listCount: '0000000010000000',
  auditInfo: '정상',
  regDay: '20000101',
  lastPrice: String(close).padStart(8, '0'),
  state: '증거금20%|담보대출|신용가능',
  marketCode: MARKET_CODE[type] ?? MARKET_TYPE[market],
  marketName: market === 'kospi' ? '거래소' : '코스닥',
  orderWarning: '0',
  nxtEnable: nxt ? 'Y' : 'N',
});

/** ka10099's rows for one `mrkt_tp`. */
export const stockRows = (marketType: string): readonly Row[] =>
  SIMULATED_STOCKS.filter(({ market }) => MARKET_TYPE[market] === marketType).map(stockRow);

/** ka10054's row of an interruption that was played. */
export function historyRow(vi: ScheduledVi, stamps: Stamps): Row {
  const { stock, price, staticReference, dynamicReference } = vi;
  return {
    stk_cd: stock.code,
    stk_nm: stock.name,
    acc_trde_qty: String(vi.volume),
    motn_pric: String(price),
    dynm_dispty_rt: signedPercent(price, dynamicReference),
    trde_cntr_proc_time: triggerTime(stamps),
    virelis_time: releaseTime(stamps),
    viaplc_tp: KIND_TEXT[vi.kind],
    dynm_stdpc: String(dynamicReference),
    static_stdpc: String(staticReference),
    static_dispty_rt: signedPercent(price, staticReference),
    open_pric_pre_flu_rt: signedPercent(price, stock.close),
    vimotn_cnt: String(vi.count),
    stex_tp: vi.venue === 'krx' ? 'KRX' : 'NXT',
  };
}
