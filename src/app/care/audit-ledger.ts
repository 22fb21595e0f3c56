import type { Notice } from '../../alert/notice.ts';
import { addDays, dayOf } from '../../vi/kst.ts';
import type { AppParts } from '../parts.ts';

const EVERY_MS = 3_600_000;
/** A request is answered or given up long before. */
const SENDING_MS = 60_000;

/** Looks every hour whether the ledger adds up. */
export interface Audit {
  look(): Promise<void>;
  /** Rows that cannot be, of today and yesterday; `undefined` before the first look. */
  faults(): number | undefined;
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, count) => all + count, 0);

export function auditLedger(
  { store, clock, log }: Pick<AppParts, 'store' | 'clock' | 'log'>,
  tell: (notice: Notice) => void,
): Audit {
  let next = -Infinity;
  let known: number | undefined;
  return {
    faults: () => known,
    async look() {
      if (clock.elapsed() < next) return;
      next = clock.elapsed() + EVERY_MS;
      const now = clock.now();
      const since = addDays(dayOf(now), -1);
      const { matched, faults } = await store.rows.checkLedger({
        since,
        sending: now - SENDING_MS,
      });
      const before = known ?? 0;
      known = sum(faults);
      if (known > 0) log('error', 'ledger differs', { matched, faults });
      if (known > before) tell({ is: 'counts-differ', matched, ended: matched - known });
    },
  };
}
