import type { TrackedEpisode } from '../../episode/tracked-episode.ts';
import { isTradingDay } from '../../market/trading-day.ts';
import type { HistoryMark } from '../../store/watched.ts';
import { triggeredAt } from '../../vi/episode.ts';
import { dayOf, instantOf, timeOf, type EpochMs } from '../../vi/kst.ts';

/** What earlier answers of ka10054 have said of a day's episodes, by id. */
export interface Asked {
  readonly history: ReadonlyMap<string, HistoryMark>;
  /** How many answers did not hold it, though they should. */
  readonly unheardOf: ReadonlyMap<string, number>;
  /** Asked about when its release was overdue. */
  readonly overdue: ReadonlySet<string>;
}

export const NEVER_ASKED: Asked = {
  history: new Map(),
  unheardOf: new Map(),
  overdue: new Set(),
};

/** An answer to be judged. */
export interface Answered {
  readonly confirmed: ReadonlySet<string>;
  /** It holds everything from here on. */
  readonly since: EpochMs;
  readonly at: EpochMs;
}

export interface Judged {
  readonly asked: Asked;
  /** What is known now and was not before. */
  readonly news: readonly (readonly [id: string, history: HistoryMark])[];
}

const EVERY_MS = 3 * 60_000;
/** The longest interruption takes 150 s; after 210 s it counts as unconfirmed (kiwoom.md 1). */
const OVERDUE_MS = 180_000;
/** A row that is not there after so long is missed. */
const LISTED_WITHIN_MS = 60_000;
const ABSENT_AFTER = 2;

const HOURS = { from: '08:00:00', to: '20:05:00' } as const;

const ageOf = (episode: TrackedEpisode, now: EpochMs): number => now - triggeredAt(episode);

const isOverdue = (episode: TrackedEpisode, now: EpochMs): boolean =>
  episode.state !== 'released' && ageOf(episode, now) >= OVERDUE_MS;

/** Whether trading is on, or was a moment ago. */
const isOpen = (now: EpochMs): boolean =>
  isTradingDay(dayOf(now)) && timeOf(now) >= HOURS.from && timeOf(now) < HOURS.to;

/** Not one of later than now: the clock was set back since. */
const isRecent = (last: EpochMs | undefined, now: EpochMs): boolean =>
  last !== undefined && last <= now && now - last < EVERY_MS;

/** Whether it is time to ask again; `last`: when the last answer came, if one did. */
export const isDue = (
  episodes: readonly TrackedEpisode[],
  asked: Asked,
  last: EpochMs | undefined,
  now: EpochMs,
): boolean =>
  (isOpen(now) && !isRecent(last, now)) ||
  episodes.some((episode) => isOverdue(episode, now) && !asked.overdue.has(episode.id));

/** What an answer still has to say something about. */
const isOpenQuestion = ({ id, state }: TrackedEpisode, asked: Asked): boolean =>
  !asked.history.has(id) || (state !== 'released' && !asked.overdue.has(id));

/**
 * From when on the history is needed: what came before is known. `gaps`: those not filled yet;
 * `last`: when the last answer came.
 */
export function askSince(
  episodes: readonly TrackedEpisode[],
  asked: Asked,
  gaps: readonly { readonly from: EpochMs }[],
  last: EpochMs,
): EpochMs {
  const open = episodes.filter((episode) => isOpenQuestion(episode, asked)).map(triggeredAt);
  const froms = gaps.map(({ from }) => from);
  return Math.min(last, ...open, ...froms) - LISTED_WITHIN_MS;
}

/** The start of the day in Korea, from which on a store that knows nothing asks. */
export const startOfDay = (now: EpochMs): EpochMs => instantOf(dayOf(now), '00:00:00');

/** Takes an answer into account: who is confirmed, who was looked for in vain. */
export function judge(
  episodes: readonly TrackedEpisode[],
  before: Asked,
  { confirmed, since, at }: Answered,
): Judged {
  const covered = episodes.filter((episode) => triggeredAt(episode) >= since);
  const vain = covered.filter(
    (episode) =>
      !confirmed.has(episode.id) &&
      !before.history.has(episode.id) &&
      ageOf(episode, at) > LISTED_WITHIN_MS,
  );
  const unheardOf = new Map(before.unheardOf);
  for (const { id } of vain) unheardOf.set(id, (unheardOf.get(id) ?? 0) + 1);
  const absent = vain.filter(({ id }) => (unheardOf.get(id) ?? 0) >= ABSENT_AFTER);
  const told: readonly (readonly [string, HistoryMark])[] = [
    ...[...confirmed].map((id) => [id, 'confirmed'] as const),
    ...absent.map(({ id }) => [id, 'absent'] as const),
  ];
  const news = told.filter(([id, history]) => {
    const known = before.history.get(id);
    return known !== history && known !== 'confirmed';
  });
  const overdue = covered.filter((episode) => isOverdue(episode, at)).map(({ id }) => id);
  return {
    news,
    asked: {
      history: new Map([...before.history, ...news]),
      unheardOf,
      overdue: new Set([...before.overdue, ...overdue]),
    },
  };
}
