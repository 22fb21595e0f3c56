import type { Day } from '../vi/kst.ts';
import { NOTHING_HEARD, type Moment } from './moment.ts';
import { momentKey, type TrackedEpisode } from './tracked-episode.ts';

/** A moment's key begins with its day and its stock. */
const stockDay = (key: string): string => key.split('/', 2).join('/');

/** The moments of today and yesterday, by key; older ones are forgotten as days go by. */
export function momentsKept() {
  const moments = new Map<string, Moment>();
  const keysOfStock = new Map<string, Set<string>>();
  let newest = '';
  const set = (key: string, moment: Moment): void => {
    moments.set(key, moment);
    const keys = keysOfStock.get(stockDay(key)) ?? new Set();
    keysOfStock.set(stockDay(key), keys.add(key));
  };
  return {
    get: (key: string): Moment => moments.get(key) ?? NOTHING_HEARD,
    set,
    /** Takes up an episode known from before; returns its moment's key. */
    add(episode: TrackedEpisode): string {
      const key = momentKey(episode);
      const moment = moments.get(key) ?? NOTHING_HEARD;
      set(key, { ...moment, episodes: [...moment.episodes, episode] });
      return key;
    },
    episodesOf: (day: Day): readonly TrackedEpisode[] =>
      [...moments.values()].flatMap(({ episodes }) => episodes.filter((one) => one.day === day)),
    /** All episodes that this key's stock has that day. */
    ofStock: (key: string): readonly TrackedEpisode[] =>
      [...(keysOfStock.get(stockDay(key)) ?? [])].flatMap(
        (one) => moments.get(one)?.episodes ?? [],
      ),
    keys: (): readonly string[] => [...moments.keys()],
    /** A key begins with its day. */
    forgetBefore(day: string): void {
      if (day <= newest) return;
      newest = day;
      for (const key of moments.keys()) if (key < day) moments.delete(key);
      for (const key of keysOfStock.keys()) if (key < day) keysOfStock.delete(key);
    },
  };
}
