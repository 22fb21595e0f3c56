import type { Draft, Subject } from '../../alert/draft.ts';
import { textOf } from '../../alert/message.ts';
import type { StoredEpisode } from '../../store/store.ts';
import type { Lane } from './lane-state.ts';
import type { Living } from './living-messages.ts';

/** Whether a message still can change: it says how interruptions stand, and its chat allows edits. */
const canChange = (lane: Lane, draft: Draft): boolean =>
  lane.channel.limits.edits && draft.form !== 'expired' && draft.form !== 'release';

/** Whether the end of what this alert tells is told in a message of its own. */
export const tellsApart = ({ form, onRelease }: Draft): boolean =>
  form === 'alert' && (onRelease === 'reply' || onRelease === 'silent');

type Told = Pick<Living, 'messageId' | 'draft' | 'platformId' | 'toldAt'> & {
  readonly text: string;
};

/** Remembers a message that was accepted. */
export function addLiving(lane: Lane, { text, ...told }: Told): Living {
  const living = { ...told, shown: text, dirtySince: undefined };
  lane.state.living.set(living);
  return living;
}

/** The same, and makes up for what changed while it was on its way. */
export function keepLiving(lane: Lane, told: Told): void {
  const wasLiving = lane.state.living.get(told.messageId) !== undefined;
  const living = addLiving(lane, told);
  if (textOf(lane.compose(told.draft)) === told.text) return;
  // A release that came while it lived is told already.
  if (wasLiving && tellsApart(told.draft)) return;
  const [first] = told.draft.entries;
  const ending = first && lane.deps.registry.subject(first.event).episode;
  if (ending !== undefined) touch(lane, living, ending);
}

const soil = (lane: Lane, living: Living): void => {
  const dirtySince = living.dirtySince ?? lane.deps.clock.elapsed();
  lane.state.living.set({ ...living, dirtySince });
};

/** The chat may show this text instead of what the message says: an edit will make sure. */
export const mayShow = (lane: Lane, living: Living, text: string): void =>
  soil(lane, { ...living, shown: text });

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
function touch(lane: Lane, living: Living, { state }: Subject['episode']): void {
  const { draft } = living;
  if (tellsApart(draft) && state === 'released') {
    if (lane.destination.tell.release === 'off') return;
    lane.state.extras = [...lane.state.extras, releaseDraft(living)];
  } else if (draft.onRelease === 'edit' && canChange(lane, draft)) soil(lane, living);
}

/** An interruption was released, named its venue, or was given up: messages about it are dirty. */
export function episodeChanged(lane: Lane, episode: StoredEpisode): void {
  for (const living of lane.state.living.about(episode.id)) touch(lane, living, episode);
}

/** Lets go of messages whose events the registry has forgotten. */
export function forgetLiving(lane: Lane): void {
  lane.state.fixed.clear();
  for (const { messageId, draft } of lane.state.living.all()) {
    if (!draft.entries.every(({ event }) => lane.deps.registry.has(event))) {
      lane.state.living.delete(messageId);
    }
  }
}
