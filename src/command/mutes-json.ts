import { isoOf } from '../vi/kst.ts';
import { mutesHere } from './active-mutes.ts';
import type { CommandState } from './command.ts';

/** What `vigil mutes --json` prints: instants in Korean time, `null` where there is no value. */
export const mutesJson = (state: CommandState) => ({
  mutes: mutesHere(state).map((mute) => ({
    id: mute.id,
    target: mute.target,
    scope: mute.scope,
    until: isoOf(mute.until),
    until_release: mute.untilRelease,
    next_left: mute.nextLeft ?? null,
    reason: mute.reason ?? null,
    by: mute.by,
    created_at: isoOf(mute.createdAt),
  })),
  standing: state.standing.map(({ index, text, reason, expires }) => ({
    index,
    when: text,
    reason: reason ?? null,
    expires: expires ?? null,
  })),
});
