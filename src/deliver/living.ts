import type { Draft } from '../alert/draft.ts';
import type { StoredEpisode } from '../store/store.ts';
import type { Lane, Living } from './lane-state.ts';

/** Whether a message still can change: it says how interruptions stand, and its chat allows edits. */
const canChange = (lane: Lane, draft: Draft): boolean =>
  lane.channel.limits.edits && draft.form !== 'expired' && draft.form !== 'release';

/** Remembers a message that was accepted; what changed while it was on its way makes it dirty. */
export function keepLiving(
  lane: Lane,
  told: Pick<Living, 'messageId' | 'draft' | 'platformId' | 'toldAt'> & { readonly text: string },
): void {
  const { messageId, draft, platformId, toldAt, text } = told;
  const living = { messageId, draft, platformId, toldAt, shown: text, dirtySince: undefined };
  lane.state.living.set(messageId, living);
  if (!canChange(lane, draft)) return;
  const current = lane.compose(draft).lines.join('\n');
  if (current !== text) soil(lane, living);
}

const soil = (lane: Lane, living: Living): void => {
  const dirtySince = living.dirtySince ?? lane.deps.clock.elapsed();
  lane.state.living.set(living.messageId, { ...living, dirtySince });
};

const releaseDraft = ({ draft, messageId }: Living): Draft => ({
  ...draft,
  form: 'release',
  silent: true,
  lateMs: null,
  repeat: false,
  plain: false,
  replyTo: draft.onRelease === 'reply' ? messageId : null,
});

/** What a change of an interruption means for one message that tells of it. */
function touch(lane: Lane, living: Living, episode: StoredEpisode): void {
  const { onRelease } = living.draft;
  const toldApart = onRelease === 'reply' || onRelease === 'silent';
  if (toldApart && episode.state === 'released') {
    lane.state.extras = [...lane.state.extras, releaseDraft(living)];
  } else if (onRelease === 'edit' && canChange(lane, living.draft)) soil(lane, living);
}

/** An interruption was released, named its venue, or was given up: messages about it are dirty. */
export function episodeChanged(lane: Lane, episode: StoredEpisode): void {
  for (const living of lane.state.living.values()) {
    const tells = living.draft.entries.some(
      ({ event }) => lane.deps.registry.episodeOf(event) === episode.id,
    );
    if (tells) touch(lane, living, episode);
  }
}

/** Lets go of messages whose events the registry has forgotten. */
export function forgetLiving(lane: Lane): void {
  for (const { messageId, draft } of lane.state.living.values()) {
    if (!draft.entries.every(({ event }) => lane.deps.registry.has(event))) {
      lane.state.living.delete(messageId);
    }
  }
}
