import { decodeFrame } from '../decode/decode-frame.ts';
import type { Heard } from '../deliver/accept.ts';
import type { Dispatch } from '../deliver/dispatch-state.ts';
import { take } from '../deliver/dispatch.ts';
import { createTracker, type Tracker } from '../episode/tracker.ts';
import { sleep } from '../platform/clock.ts';
import type { Reading } from '../vi/event.ts';
import { addDays, dayOf, type EpochMs } from '../vi/kst.ts';
import type { AppParts, Live } from './parts.ts';
import { withLags, type Lag } from './watch-clock.ts';

/** What rows of frames turned out to be since the start. */
export interface RowCounts {
  reading: number;
  ignored: number;
  malformed: number;
}

/** From a frame's text to the ledger: decode, track, accept. */
export interface Intake {
  readonly rows: Readonly<RowCounts>;
  readonly frame: (text: string, heardAt: EpochMs) => void;
  /** How late the last live events came. */
  readonly lags: () => readonly Lag[];
  /** A row of ka10054 that the feed has not told. */
  readonly hear: (reading: Reading) => void;
  /** What is known of this day. */
  readonly episodesOf: Tracker['episodesOf'];
  /** Resolves when all that was heard so far is on disk. */
  readonly idle: () => Promise<void>;
  /** Lets go of what still waits for a copy; resolves when all that was heard is on disk. */
  close(): Promise<void>;
}

type IntakeParts = Pick<AppParts, 'clock' | 'store' | 'crash'>;

interface Batches {
  readonly push: (batch: readonly Heard[]) => void;
  readonly idle: () => Promise<void>;
}

/**
 * T1; what is heard while a transaction runs shares the next one. Before that the loop has a turn:
 * the first alert of a burst leaves before the rest is written.
 */
function batches({ clock, crash }: IntakeParts, dispatch: Dispatch): Batches {
  let waiting: readonly Heard[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await take(dispatch, batch);
      if (waiting.length > 0) await sleep(clock, 0);
    }
  };
  const push = (batch: readonly Heard[]): void => {
    waiting = [...waiting, ...batch];
    running ??= run()
      .catch(crash)
      .finally(() => (running = undefined));
  };
  return { push, idle: () => running ?? Promise.resolve() };
}

function readFrame(parts: IntakeParts, tracker: Tracker, rows: RowCounts): Intake['frame'] {
  return (text, heardAt) => {
    for (const row of decodeFrame(text)) {
      rows[row.is] += 1;
      if (row.is === 'reading') tracker.hear(row.reading, heardAt, 'feed');
      if (row.is === 'malformed') {
        parts.store.rows.keepMalformed(heardAt, row.why, row.row).catch(parts.crash);
      }
    }
  };
}

/** Takes up the day's episodes from the store, so that what is repeated adds nothing. */
export async function startIntake(
  parts: IntakeParts,
  dispatch: Dispatch,
  live: Readonly<Pick<Live, 'stocks'>>,
): Promise<Intake> {
  const { clock, store } = parts;
  const rows: RowCounts = { reading: 0, ignored: 0, malformed: 0 };
  const { push, idle } = batches(parts, dispatch);
  let lags: readonly Lag[] = [];
  const tell = (batch: readonly Heard[]): void => {
    lags = withLags(lags, batch);
    push(batch);
  };
  const tracker = createTracker({ clock, stocks: () => live.stocks, tell });
  tracker.restore(await store.rows.episodesSince(addDays(dayOf(clock.now()), -1)));
  return {
    rows,
    lags: () => lags,
    frame: readFrame(parts, tracker, rows),
    hear: (reading) => tracker.hear(reading, clock.now(), 'catch-up'),
    episodesOf: (day) => tracker.episodesOf(day),
    idle,
    async close() {
      tracker.close();
      await idle();
    },
  };
}
