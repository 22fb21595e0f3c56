import type { EpochMs } from '../vi/kst.ts';

/** A stretch of time: `from` is in, `to` is not. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}
