import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';
import { mutesHere } from './active-mutes.ts';
import type { CommandState } from './command.ts';

const kst = (at: EpochMs): string => `${dayOf(at)}T${timeOf(at)}+09:00`;

/** What `vigil mutes --json` prints: instants in Korean time, `null` where there is no value. */
export const mutesJson = (state: CommandState) => ({
  mutes: mutesHere(state).map((mute) => ({
    id: mute.id,
    target: mute.target,
    scope: mute.scope,
    until: kst(mute.until),
    until_release: mute.untilRelease,
    next_left: mute.nextLeft ?? null,
    reason: mute.reason ?? null,
    by: mute.by,
    created_at: kst(mute.createdAt),
  })),
  standing: state.standing.map(({ index, text, reason, expires }) => ({
    index,
    when: text,
    reason: reason ?? null,
    expires: expires ?? null,
  })),
});
