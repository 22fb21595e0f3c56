import { replacedBy } from '../../command/active-mutes.ts';
import type { Applied, Asked, CommandStore, Effect } from '../../command/command.ts';
import type { WatchChange, Watched, WatchFault } from '../../command/watch-change.ts';
import type { Clock } from '../../platform/clock.ts';
import { inTurn } from '../../platform/in-turn.ts';
import type { Rows, Store } from '../../store/store.ts';
import { awaitReload } from '../reload/ask-reload.ts';
import { putRequest } from '../reload/reload-desk.ts';

/** Where the commands' effects go. */
export interface CommandPlace {
  readonly store: Store;
  readonly clock: Clock;
  /** Called when something has changed. */
  readonly changed: () => void;
  /** Changes `rules.yaml`; `undefined`: it is done. */
  readonly edit: (change: WatchChange) => Promise<WatchFault | undefined>;
}

async function apply(
  rows: Rows,
  effects: readonly Effect[],
  { id, at }: Asked,
  watched: Watched | undefined,
): Promise<Applied> {
  let mute: number | undefined;
  for (const effect of effects) {
    if (effect.is === 'unmute') await rows.endMutes(effect.mutes, 'unmuted', at);
    else if (effect.is === 'reload') {
      await putRequest(rows, { id, force: effect.force, tell: true });
    } else if (effect.is === 'mute') {
      // Looked up here, not where it was decided: somebody else may have muted the same meanwhile.
      const replaced = replacedBy(effect.mute, await rows.openMutes());
      await rows.endMutes(
        replaced.map(({ id: old }) => old),
        'replaced',
        at,
      );
      mute = await rows.addMute(effect.mute);
    }
  }
  if (watched?.is === 'written') await putRequest(rows, { id, force: false, tell: false });
  return { mute, watched };
}

/** Edits the file, if that is among the effects. */
async function edited(
  effects: readonly Effect[],
  edit: CommandPlace['edit'],
): Promise<Watched | undefined> {
  const effect = effects.find(({ is }) => is === 'watch');
  if (effect?.is !== 'watch') return undefined;
  const fault = await edit(effect.change);
  return fault === undefined ? { is: 'written', held: 'asked' } : { is: 'refused', fault };
}

/**
 * The commands' effects on the ledger: one transaction each, done once for each id. A file is no
 * part of a transaction: it is edited before, one edit after the other.
 */
export function commandStore({ store, clock, changed, edit }: CommandPlace): CommandStore {
  const editInTurn = inTurn(edit);
  return {
    async apply(asked, effects, resultOf) {
      const { id, person, words, at } = asked;
      const earlier = await store.rows.result(id);
      if (earlier !== undefined) return earlier;
      const watched = await edited(effects, editInTurn);
      const done = await store.transaction(async (rows) => {
        const before = await rows.result(id);
        if (before !== undefined) return before;
        const result = resultOf(await apply(rows, effects, asked, watched));
        await rows.addResult({ id, person, words, result, at });
        return result;
      });
      changed();
      if (watched?.is !== 'written') return done;
      const held = (await awaitReload(store.rows, clock)) ?? 'silent';
      return resultOf({ mute: undefined, watched: { is: 'written', held } });
    },
  };
}
