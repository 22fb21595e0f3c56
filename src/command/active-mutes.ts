import type { EpochMs } from '../vi/kst.ts';
import type { Mute, MuteScope, MuteTarget, NewMute } from '../vi/mute.ts';
import type { CommandState, Where } from './command.ts';
import type { ScopeWord } from './mute-options.ts';
import { targetWords } from './target.ts';

const isActive = (mute: Mute, now: EpochMs): boolean => now < mute.until && mute.nextLeft !== 0;

/** The mutes of all chats that are not over. */
export const activeMutes = ({ mutes, now }: CommandState): readonly Mute[] =>
  mutes.filter((mute) => isActive(mute, now));

export const sameTarget = (one: MuteTarget, other: MuteTarget): boolean =>
  targetWords(one) === targetWords(other);

export const sameScope = (one: MuteScope, other: MuteScope): boolean =>
  one.is === 'chat' && other.is === 'chat' ? one.chat === other.chat : one.is === other.is;

/** Those whose place a new mute takes: of the same target and scope, and not over. */
export const replacedBy = (mute: NewMute, mutes: readonly Mute[]): readonly Mute[] =>
  mutes.filter(
    (old) =>
      isActive(old, mute.createdAt) &&
      sameTarget(old.target, mute.target) &&
      sameScope(old.scope, mute.scope),
  );

/** Whether a mute of this scope hides anything there; at the command line every one does. */
const holdsIn = (scope: MuteScope, { chat }: Where): boolean =>
  chat === undefined || scope.is === 'everyone' || scope.chat === chat;

/** The active mutes that hold where it is asked. */
export const mutesHere = (state: CommandState): readonly Mute[] =>
  activeMutes(state).filter(({ scope }) => holdsIn(scope, state.where));

/** Why a scope cannot be meant where it was said: `me` in a group, a chat at the command line. */
export type ScopeFault = 'for-me' | 'no-chat';

/** The scope a word means there; without a word this chat, at the command line everyone. */
export function scopeOf(
  word: ScopeWord | undefined,
  { chat, direct }: Where,
): MuteScope | { readonly fault: { readonly is: ScopeFault; readonly word: string } } {
  if (word === 'everyone') return { is: 'everyone' };
  if (word === 'me' && chat !== undefined && !direct) return { fault: { is: 'for-me', word } };
  if (chat !== undefined) return { is: 'chat', chat };
  return word === undefined ? { is: 'everyone' } : { fault: { is: 'no-chat', word } };
}
