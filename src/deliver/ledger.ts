import { writeDraft, type Draft } from '../alert/draft.ts';
import type { Ending, ObligationKey } from '../store/obligation.ts';
import type { AttemptEnd, AttemptOp } from '../store/attempt.ts';
import type { Rows, Store } from '../store/store.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { Mute } from '../vi/mute.ts';
import type { Item } from './next-move.ts';
import type { Decision } from './plan.ts';

/** What a screening just before the sending found out about one (event, rule). */
export interface Dropped {
  readonly key: ObligationKey;
  readonly decision: Decision;
}

/** What is left to tell of some events, as of the mutes that are on disk at this moment. */
export interface Screened {
  readonly keep: readonly Item[];
  readonly dropped: readonly Dropped[];
}

/** A message whose attempt is on disk as `sending`: its request may leave. */
export interface Begun {
  readonly messageId: number;
  readonly attemptId: number;
  readonly draft: Draft;
  readonly items: readonly Item[];
}

/** What these events owe this channel: one obligation for each of their rules. */
export const keysOf = (items: readonly Item[], channel: string): readonly ObligationKey[] =>
  items.flatMap(({ eventId, rules }) =>
    rules.map((rule) => ({ eventId, rule: rule.name, channel })),
  );

async function settleDropped(rows: Rows, dropped: readonly Dropped[], at: EpochMs): Promise<void> {
  for (const { key, decision } of dropped) {
    const { outcome, reason, muteId } = decision;
    if (outcome === 'waiting') continue;
    await rows.settle([key], { outcome, reason, at, ...(muteId === undefined ? {} : { muteId }) });
  }
}

/** What a message on its way is made of: which events, and how they are drafted. */
export interface Beginning {
  readonly channel: string;
  readonly at: EpochMs;
  /** Decides anew which of the events may be told, with the mutes as they are on disk now. */
  readonly screen: (mutes: readonly Mute[]) => Screened;
  readonly draft: (items: readonly Item[]) => Draft;
  /** The message these are in already or join by an edit; `undefined`: a new one. */
  readonly messageId: number | undefined;
  readonly op: AttemptOp;
}

/**
 * T2 of reliability.md, in a transaction that may do more: mutes are asked, the message and its
 * attempt are written. What waits is none of the next few that a mute of those counts. `undefined`
 * when nothing is left to tell.
 */
export async function beginIn(
  rows: Rows,
  { channel, at, screen, draft: drafted, messageId: known, op }: Beginning,
): Promise<Begun | undefined> {
  const { keep: items, dropped } = screen(await rows.openMutes());
  await settleDropped(rows, dropped, at);
  if (items.length === 0) return undefined;
  const draft = drafted(items);
  const messageId = known ?? (await rows.addMessage({ channel, draft: writeDraft(draft), at }));
  await rows.bind(keysOf(items, channel), messageId);
  const attemptId = await rows.openAttempt({ messageId, channel, op }, at);
  return { messageId, attemptId, draft, items };
}

/** T2: on disk before the first byte leaves. */
export const begin = (store: Store, beginning: Beginning): Promise<Begun | undefined> =>
  store.transaction((rows) => beginIn(rows, beginning));

/** A message that is no obligation: a correction, or a release told on its own. */
export interface Unowed {
  readonly channel: string;
  readonly draft: Draft;
  /** The message it corrects; `undefined`: a new one. */
  readonly messageId: number | undefined;
  readonly at: EpochMs;
  /** Whether the mutes, as they are on disk now, hide all that it says. */
  readonly hidden: (mutes: readonly Mute[]) => boolean;
}

/** T2 for a message that is no obligation; `undefined` when mutes hide it. */
export const beginUnowed = (
  store: Store,
  { channel, draft, messageId: known, at, hidden }: Unowed,
): Promise<Begun | undefined> =>
  store.transaction(async (rows) => {
    if (hidden(await rows.openMutes())) return undefined;
    const messageId = known ?? (await rows.addMessage({ channel, draft: writeDraft(draft), at }));
    const op = known === undefined ? 'post' : 'edit';
    const attemptId = await rows.openAttempt({ messageId, channel, op }, at);
    return { messageId, attemptId, draft, items: [] };
  });

/** How the events of a message end with it, if they do. */
export interface Conclusion {
  readonly ending: Omit<Ending, 'messageId'> | undefined;
  /** Whether they wait again without it. */
  readonly release: boolean;
  /** What the chat shows now. */
  readonly shown: { readonly platformId: string; readonly text: string } | undefined;
  readonly draft: Draft;
}

/** An attempt that was answered. */
export interface Ended {
  readonly begun: Begun;
  readonly channel: string;
  readonly end: AttemptEnd;
}

/** T3: the answer, and what follows from it for the message and its events. */
export const conclude = (
  store: Store,
  { begun, channel, end }: Ended,
  { ending, release, shown, draft }: Conclusion,
): Promise<void> =>
  store.transaction(async (rows) => {
    const { messageId, items } = begun;
    const keys = keysOf(items, channel);
    await rows.closeAttempt(begun.attemptId, end);
    await rows.redraft(messageId, writeDraft(draft));
    if (shown !== undefined) await rows.show(messageId, shown.platformId, shown.text);
    if (ending !== undefined) await rows.settle(keys, { ...ending, messageId });
    // However it ended, what it lists is not listed again.
    if (ending !== undefined && draft.form === 'expired') await rows.list(keys, messageId);
    if (release) await rows.bind(keys, undefined);
  });
