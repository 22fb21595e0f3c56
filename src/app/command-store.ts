import type { Applied, Asked, CommandStore, Effect } from '../command/command.ts';
import type { Rows, Store } from '../store/store.ts';
import { putRequest } from './reload-desk.ts';

async function apply(rows: Rows, effects: readonly Effect[], { id, at }: Asked): Promise<Applied> {
  let mute: number | undefined;
  for (const effect of effects) {
    if (effect.is === 'unmute') await rows.endMutes(effect.mutes, 'unmuted', at);
    else if (effect.is === 'reload') {
      await putRequest(rows, { id, force: effect.force, tell: true });
    } else {
      await rows.endMutes(effect.replaces, 'replaced', at);
      mute = await rows.addMute(effect.mute);
    }
  }
  return { mute };
}

/** The commands' effects on the ledger: one transaction each, done once for each id. */
export const commandStore = (store: Store, changed: () => void): CommandStore => ({
  async apply(asked, effects, resultOf) {
    const { id, person, words, at } = asked;
    const done = await store.transaction(async (rows) => {
      const before = await rows.result(id);
      if (before !== undefined) return before;
      const result = resultOf(await apply(rows, effects, asked));
      await rows.addResult({ id, person, words, result, at });
      return result;
    });
    changed();
    return done;
  },
});
