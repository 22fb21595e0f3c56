import type { Draft } from '../../alert/draft.ts';
import type { PostOptions } from '../../channel/channel.ts';
import type { Lane } from './lane-state.ts';

/** The message of this chat that a draft answers to, by the platform's id. */
export function replyTo(lane: Lane, { replyTo: messageId }: Draft): PostOptions {
  if (messageId === null) return {};
  const { living, fixed } = lane.state;
  const platformId = living.get(messageId)?.platformId ?? fixed.get(messageId);
  return platformId === undefined ? {} : { replyTo: platformId };
}
