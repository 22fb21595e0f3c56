import type { StockList } from '../vi/stock.ts';
import type { TrackedEpisode } from './tracked-episode.ts';

/** What is known beside a moment when a copy of it is heard. */
export interface Known {
  readonly stocks: StockList;
  /** The episodes of its stock that day, its own among them. */
  readonly ofStock: Iterable<TrackedEpisode>;
}
