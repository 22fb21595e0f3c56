import { replacedBy } from '../../src/command/active-mutes.ts';
import type { CommandStore, Effect } from '../../src/command/command.ts';
import type { Mute } from '../../src/vi/mute.ts';

/** A store of commands in memory, with what it did. */
export interface MemoryStore extends CommandStore {
  /** The mutes that were not ended. */
  readonly mutes: Mute[];
  /** How many commands took effect, the repeated ones not counted. */
  readonly acted: () => number;
}

export function memoryStore(): MemoryStore {
  const results = new Map<string, string>();
  const mutes: Mute[] = [];
  let lastId = 0;
  const end = (ids: readonly number[]): void => {
    for (const id of ids) {
      const at = mutes.findIndex((mute) => mute.id === id);
      if (at >= 0) mutes.splice(at, 1);
    }
  };
  function take(effect: Effect): number | undefined {
    if (effect.is === 'reload' || effect.is === 'watch') return undefined;
    end(effect.is === 'mute' ? replacedBy(effect.mute, mutes).map(({ id }) => id) : effect.mutes);
    if (effect.is === 'unmute') return undefined;
    lastId += 1;
    mutes.push({ ...effect.mute, id: lastId });
    return lastId;
  }
  return {
    mutes,
    acted: () => results.size,
    apply(asked, effects, result) {
      const before = results.get(asked.id);
      if (before !== undefined) return Promise.resolve(before);
      const [mute] = effects.map(take);
      const now = result({ mute });
      results.set(asked.id, now);
      return Promise.resolve(now);
    },
  };
}
