import { decodeFrame } from '../decode/decode-frame.ts';
import type { Accepted, Heard } from '../deliver/accept.ts';
import { createTracker, type Tracker } from '../episode/tracker.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../store/store.ts';
import { addDays, dayOf, type EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';

/** What rows of frames turned out to be since the start. */
export interface RowCounts {
  reading: number;
  ignored: number;
  malformed: number;
}

/** From a frame's text to the ledger: decode, track, accept. */
export interface Intake {
  readonly rows: Readonly<RowCounts>;
  frame(text: string, heardAt: EpochMs): void;
  /** Lets go of what still waits for a copy; resolves when all that was heard is on disk. */
  close(): Promise<void>;
}

export interface IntakeParts {
  readonly clock: Clock;
  readonly store: Store;
  stocks(): StockList;
  /** T1, insisted on. */
  accept(batch: readonly Heard[]): Promise<Accepted>;
  readonly crash: (fault: unknown) => void;
}

interface Batches {
  push(batch: readonly Heard[]): void;
  idle(): Promise<void>;
}

/** What is heard while a transaction runs shares the next one. */
function batches({ accept, crash }: IntakeParts): Batches {
  let waiting: readonly Heard[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await accept(batch);
    }
  };
  return {
    push(batch) {
      waiting = [...waiting, ...batch];
      running ??= run()
        .catch(crash)
        .finally(() => {
          running = undefined;
        });
    },
    idle: () => running ?? Promise.resolve(),
  };
}

async function takeUp(tracker: Tracker, { clock, store }: IntakeParts): Promise<void> {
  tracker.restore(await store.rows.episodesSince(addDays(dayOf(clock.now()), -1)));
}

export async function startIntake(parts: IntakeParts): Promise<Intake> {
  const { clock, store, crash } = parts;
  const rows: RowCounts = { reading: 0, ignored: 0, malformed: 0 };
  const { push, idle } = batches(parts);
  const tracker = createTracker({
    clock,
    stocks: () => parts.stocks(),
    tell: (heard) => push(heard),
  });
  await takeUp(tracker, parts);
  return {
    rows,
    frame(text, heardAt) {
      for (const row of decodeFrame(text)) {
        rows[row.is] += 1;
        if (row.is === 'reading') tracker.hear(row.reading, heardAt, 'feed');
        if (row.is === 'malformed') {
          store.rows.keepMalformed(heardAt, row.why, row.row).catch(crash);
        }
      }
    },
    async close() {
      tracker.close();
      await idle();
    },
  };
}
