import type { WaitingRow } from '../store/obligation.ts';
import type { Rows } from '../store/store.ts';
import type { EpochMs } from '../vi/kst.ts';

const REASON = 'its channel is in vigil.yaml no more';

/** Ends what nobody can tell: its channel is gone. Should that come back, it lists what expired. */
export async function endGone(
  rows: Rows,
  waiting: readonly WaitingRow[],
  channels: ReadonlySet<string>,
  at: EpochMs,
): Promise<void> {
  for (const row of waiting.filter(({ channel }) => !channels.has(channel))) {
    const outcome = row.messageId === undefined ? 'expired' : 'unknown';
    await rows.settle([row], { outcome, reason: REASON, at });
  }
}
