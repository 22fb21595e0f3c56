import type { Day } from '../vi/kst.ts';
import { NOTHING_HEARD, type Moment } from './moment.ts';
import { momentKey, type TrackedEpisode } from './tracked-episode.ts';

/** The moments of today and yesterday, by key; older ones are forgotten as days go by. */
export function momentsKept() {
  const moments = new Map<string, Moment>();
  let newest = '';
  return {
    get: (key: string): Moment => moments.get(key) ?? NOTHING_HEARD,
    set: (key: string, moment: Moment): void => void moments.set(key, moment),
    /** Takes up an episode known from before; returns its moment's key. */
    add(episode: TrackedEpisode): string {
      const key = momentKey(episode);
      const moment = moments.get(key) ?? NOTHING_HEARD;
      moments.set(key, { ...moment, episodes: [...moment.episodes, episode] });
      return key;
    },
    episodesOf: (day: Day): readonly TrackedEpisode[] =>
      [...moments.values()].flatMap(({ episodes }) => episodes.filter((one) => one.day === day)),
    keys: (): readonly string[] => [...moments.keys()],
    /** A key begins with its day. */
    forgetBefore(day: string): void {
      if (day <= newest) return;
      newest = day;
      for (const key of moments.keys()) if (key < day) moments.delete(key);
    },
  };
}
