import type { EpochMs } from './kst.ts';

/** What was traded in one minute; prices in won. */
export interface Bar {
  /** When the minute began. */
  readonly at: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Shares. */
  readonly volume: number;
}
