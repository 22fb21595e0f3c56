import type { Answer } from '../../channel/channel.ts';
import type { Outcome } from '../../store/outcome.ts';
import type { Lane } from './lane-state.ts';
import type { Begun, Conclusion } from '../ledger.ts';
import type { Item } from '../next-move.ts';
import { perEvent, without } from './per-event.ts';
import { failed, recovered, rest } from './trouble.ts';
import type { Tries, Verdict } from '../verdict.ts';

/** A message whose fate is unknown is repeated after a breath, not at once. */
const BREATH_MS = 1_000;

const byNumber = (a: Item, b: Item): number => a.eventId - b.eventId;

/** How the events of a told message end: alone, in a digest, or only listed as expired. */
export const toldAs = (begun: Begun): Extract<Outcome, 'sent' | 'merged'> =>
  begun.draft.form === 'alert' || begun.draft.form === 'release' ? 'sent' : 'merged';

/** What the next try of a message changes about it. */
export function redraft(begun: Begun, verdict: Verdict): Begun {
  const { draft } = begun;
  if (verdict.message === 'marked') return { ...begun, draft: { ...draft, repeat: true } };
  if (verdict.message === 'plain') return { ...begun, draft: { ...draft, plain: true } };
  if (verdict.message === 'afresh') return { ...begun, draft: { ...draft, replyTo: null } };
  return begun;
}

const REFUSED: readonly Verdict['message'][] = ['again', 'afresh'];

const moreTries = (tries: Tries, verdict: Verdict): Tries => ({
  ambiguous: tries.ambiguous + (verdict.message === 'marked' ? 1 : 0),
  refused:
    tries.refused + (REFUSED.includes(verdict.message) && verdict.attempt === 'refused' ? 1 : 0),
  plain: tries.plain || verdict.message === 'plain',
});

/**
 * How the events of a message end after this verdict; `undefined`: they do not yet. `at`: epoch ms.
 */
export function endingOf(begun: Begun, verdict: Verdict, at: number): Conclusion['ending'] {
  if (verdict.message === 'told') return { outcome: toldAs(begun), reason: reasonOf(begun), at };
  if (verdict.message !== 'failed' && verdict.message !== 'unknown') return undefined;
  return { outcome: verdict.message, reason: verdict.reason, at };
}

const REASONS = {
  alert: undefined,
  release: undefined,
  storm: 'burst',
  limit: 'limit',
  expired: 'expired',
} as const;
const reasonOf = ({ draft }: Begun): string | undefined =>
  [REASONS[draft.form], draft.repeat ? 'possible repeat' : undefined].filter(Boolean).join(', ') ||
  undefined;

/** Puts back what did not arrive, so that it may be merged with what came meanwhile. */
export function putBack(lane: Lane, { draft, items }: Begun): void {
  const { state } = lane;
  if (draft.form === 'expired') state.expired = [...items, ...state.expired];
  else state.items = perEvent([...items, ...state.items].toSorted(byNumber));
}

/** Takes events off the waiting ones: they are decided, or on their way. */
export function takeOff(lane: Lane, items: readonly Item[]): void {
  const { state } = lane;
  state.items = without(state.items, items);
  state.expired = without(state.expired, items);
}

/** What was told counts for cooldowns and limits. */
export function remember(lane: Lane, begun: Begun, at: number): void {
  const { channel, deps } = lane;
  if (begun.draft.form === 'expired') return;
  for (const { event, rules } of begun.items) {
    for (const rule of rules) {
      const { stock } = event;
      deps.told.add({ rule: rule.name, channel: channel.name, stock, outcome: toldAs(begun), at });
    }
  }
}

/** What an answer says about the destination, whatever becomes of the message. */
export function heed(lane: Lane, answer: Answer, verdict: Verdict, now: number): void {
  const { channel, deps } = lane;
  if (answer.is === 'accepted') recovered(lane);
  if (answer.is === 'moved') deps.moved(channel, answer.to);
  if (verdict.backOff) failed(lane, verdict.reason ?? answer.is, now);
  if (verdict.down === 'destination') rest([lane], verdict.reason ?? answer.is, now);
  if (verdict.down === 'platform') deps.platformDown(lane, verdict.reason ?? answer.is);
}

/** Follows the verdict: told, ended, tried again, or back among those that wait. */
export function follow(
  lane: Lane,
  {
    begun,
    verdict,
    now,
  }: { readonly begun: Begun; readonly verdict: Verdict; readonly now: number },
  tries: Tries,
): void {
  const { state } = lane;
  if (verdict.message === 'replan') putBack(lane, begun);
  const again: readonly Verdict['message'][] = ['again', 'marked', 'plain', 'afresh'];
  if (!again.includes(verdict.message)) return;
  const breath = verdict.message === 'marked' ? BREATH_MS : 0;
  const next = { begun: redraft(begun, verdict), tries: moreTries(tries, verdict) };
  state.again = { ...next, notBefore: now + breath };
}
