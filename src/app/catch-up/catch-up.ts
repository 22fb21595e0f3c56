import type { FeedState } from '../../feed/feed.ts';
import { sleep } from '../../platform/clock.ts';
import { inTurn } from '../../platform/in-turn.ts';
import type { Gap } from '../../store/watched.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { askHistory, recall, type HistoryDesk, type Memory, type Round } from './ask-history.ts';
import { isDue } from './asking.ts';
import { filledIn } from './compare-history.ts';
import type { Live } from '../parts.ts';
import { watchBook, type WatchBook } from './watch-book.ts';

/** What was not watched, and how many interruptions of it ka10054 told; as far as it is known. */
export interface Unwatched {
  readonly gap: Pick<Gap, 'from' | 'to'> | undefined;
  readonly filled: number | undefined;
}

/** Fills in from the broker's own record (ka10054) what the feed did not tell. */
export interface CatchUp {
  /** It watches (again). Resolves when the time before was asked about, or after 5 s. */
  begin(since: EpochMs): Promise<Unwatched>;
  /** It watches no more. */
  end(state: Exclude<FeedState, { is: 'watching' }>): void;
  close(): Promise<void>;
}

export interface CatchUpParts extends HistoryDesk {
  readonly live: Readonly<Live>;
}

const LOOK_MS = 10_000;
/** After an asking without an answer: soon enough for what fired meanwhile to be news. */
const RETRY_MS = 20_000;
/** The operator hears of the return by then, asked or not. */
const PATIENCE_MS = 5_000;
const NOT_RUNNING = 'Vigil was not running';

const filledOf = (gap: Unwatched['gap'], round: Round | undefined): number | undefined =>
  gap === undefined || round === undefined ? undefined : filledIn(gap, round.missing, round.day);

/** Asks at once, or only if it is due; remembers what was answered. */
function asker(parts: CatchUpParts) {
  const { clock, intake } = parts;
  let memory: Memory | undefined;
  /** While the last asking had no answer. */
  let retryAt: number | undefined;
  const ask = async (): Promise<Round | undefined> => {
    memory = await recall(parts, memory);
    const round = await askHistory(parts, memory);
    retryAt = round === undefined ? clock.elapsed() + RETRY_MS : undefined;
    memory = round?.memory ?? memory;
    return round;
  };
  const isTime = ({ day, asked, last }: Memory): boolean =>
    retryAt === undefined
      ? isDue(intake.episodesOf(day), asked, last, clock.now())
      : clock.elapsed() >= retryAt;
  const askIfDue = async (): Promise<void> => {
    memory = await recall(parts, memory);
    if (isTime(memory)) await ask();
  };
  return { ask, askIfDue };
}

interface Desk extends CatchUpParts, ReturnType<typeof asker> {
  readonly book: WatchBook;
  /** One piece of work after the other. */
  readonly queue: (work: () => Promise<void>) => Promise<void>;
  /** The watch whose gap is on disk: before that, nothing may be noted as watched. */
  readonly begun: { since: EpochMs | undefined };
  readonly signal: AbortSignal;
}

async function keepLooking(desk: Desk): Promise<void> {
  const { live, feed, clock, book, askIfDue, queue, begun, signal } = desk;
  const look = async (): Promise<void> => {
    if (live.feed.is !== 'watching' || live.feed.since !== begun.since) return;
    await book.note(feed.heardAt() ?? clock.now());
    await askIfDue();
  };
  while (!signal.aborted) {
    await queue(look);
    await sleep(clock, LOOK_MS, signal);
  }
}

/** The gap that ends now, and what fills it; as far as it is known when the patience ends. */
async function makeUp(desk: Desk, since: EpochMs, reason: string): Promise<Unwatched> {
  const { clock, book, ask, queue, begun, signal } = desk;
  let known: Unwatched = { gap: undefined, filled: undefined };
  const asked = queue(async () => {
    const gap = await book.begin(since, reason);
    begun.since = since;
    known = { gap, filled: undefined };
    known = { gap, filled: filledOf(gap, await ask()) };
  });
  await Promise.race([asked, sleep(clock, PATIENCE_MS, signal)]);
  return known;
}

/** Starts looking; nothing is asked before the feed watches. */
export function startCatchUp(parts: CatchUpParts): CatchUp {
  const { clock, store, feed, crash } = parts;
  const ender = new AbortController();
  const { signal } = ender;
  const oneByOne = inTurn((work: () => Promise<void>) => work());
  const queue = (work: () => Promise<void>): Promise<void> => oneByOne(work).catch(crash);
  const book = watchBook(store);
  const begun = { since: undefined };
  const desk: Desk = { ...parts, ...asker(parts), queue, book, begun, signal };
  let reason = NOT_RUNNING;
  const looking = keepLooking(desk);
  return {
    begin: (since) => makeUp(desk, since, reason),
    end(state) {
      reason = state.reason ?? 'unknown';
      const at = state.is === 'stopped' && state.why === 'closed' ? clock.now() : feed.heardAt();
      if (at !== undefined) queue(() => book.note(at)).catch(crash);
    },
    async close() {
      ender.abort();
      await looking;
      await queue(async () => undefined);
    },
  };
}
