import { fileURLToPath } from 'node:url';
import { byCode } from '../feed/kiwoom/stock-list.ts';
import { readRecordedFile, timed, type Timed } from '../feed/recordings.ts';
import { SIMULATED_STOCKS } from '../feed/simulator/simulated-stock.ts';
import type { Day } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';

/** The day that the shipped sample plays on. */
export const SAMPLE_DAY: Day = '2026-11-20';

/**
 * An ordinary day of the simulator with a fixed seed, for a fresh clone: generated, no market data
 * (test/backtest/make-sample-day.ts).
 */
export const SAMPLE_FILE = fileURLToPath(new URL('sample-day.jsonl.gz', import.meta.url));

export const readSample = async (): Promise<readonly Timed[]> =>
  timed(await readRecordedFile(SAMPLE_FILE, SAMPLE_DAY));

/** The stock list of the sample's market. */
export const SAMPLE_STOCKS: StockList = byCode(SIMULATED_STOCKS);
