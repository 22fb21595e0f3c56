import { PRIORITIES, type Priority, type Rule } from '../rules/rule.ts';
import type { ViEvent } from '../vi/event.ts';

/** One event that waits for one channel, with the rules that want it told there. */
export interface Item {
  readonly eventId: number;
  readonly episode: string;
  readonly event: ViEvent;
  readonly rules: readonly Rule[];
  /** The channel that should have told it and could not. */
  readonly insteadOf: string | undefined;
}

/** A message in the chat that no longer says what is so. */
export interface Dirty {
  readonly messageId: number;
  /** Since when, `Clock.elapsed` ms. */
  readonly since: number;
  readonly digest: boolean;
}

/**
 * A lane as of one moment: all that is needed to say what its destination gets next. Instants are
 * `Clock.elapsed` ms.
 */
export interface LaneView {
  readonly now: number;
  /** Events to tell, the oldest first, and since when the first waits. */
  readonly items: readonly Item[];
  readonly itemsSince: number;
  /** Events past their rule's limit, the oldest first, and since when the first waits. */
  readonly limited: readonly Item[];
  readonly limitedSince: number;
  /** Expired events that no digest has listed, and when the last one expired. */
  readonly expired: readonly Item[];
  readonly expiredAt: number;
  /** A message that has to be tried again before anything else, not before this instant. */
  readonly againAt: number | undefined;
  /** Whether a release waits to be told in a message of its own. */
  readonly extras: boolean;
  /** When the oldest waiting reply or notice was queued. */
  readonly textSince: number | undefined;
  readonly dirty: readonly Dirty[];
  /** From when on a request is lawful, by what it is for. */
  readonly slot: {
    readonly alert: number;
    readonly reply: number;
    readonly edit: number;
    /** A release of its own: it leaves the room that edits leave, in the windows of messages. */
    readonly extra: number;
  };
  /** Spacing that spreads what the windows still allow; `lastPostAt`: from when it counts. */
  readonly pace: number;
  readonly lastPostAt: number;
  /** ms that the last message took to its answer: the next one has to wait for it. */
  readonly trip: number;
  /** How many messages are lawful while the oldest event is still useful. */
  readonly capacity: number;
  readonly digestAfter: number;
  /** Whether what waits may be merged. */
  readonly digests: boolean;
  /** How many of these, from the front, one digest lists whole. */
  fits(items: readonly Item[]): number;
}

/** What a request is lawful for, each from another instant on. */
export type Slot = keyof LaneView['slot'];

/** What a destination gets next. `storm`, `limit` and `expired` are digests. */
export type Move =
  /** `slot`: it is this window that has to open, and nothing else. */
  | { readonly is: 'wait'; readonly until: number; readonly slot: Slot | undefined }
  | { readonly is: 'again' }
  | { readonly is: 'alert'; readonly items: readonly [Item] }
  | { readonly is: 'storm' | 'limit' | 'expired'; readonly items: readonly Item[] }
  | { readonly is: 'text' }
  | { readonly is: 'extra' }
  | { readonly is: 'edit'; readonly messageId: number };

/** A move that tells events. */
export type Telling = Extract<Move, { readonly items: readonly Item[] }>;

interface Candidate {
  readonly slot: Slot;
  /** When it may go, were it not for its slot. */
  readonly readyAt: number;
  readonly move: Move;
}

/** A reply that waited this long goes before ordinary alerts: its reserved share. */
const REPLY_PATIENCE_MS = 2_000;
/**
 * After this long without a message the next alert is told alone and rings, unless there was none
 * because the windows were full.
 */
const QUIET_MS = 10_000;
/** So long an event waits at most for the pace: the end of a burst does not wait for a minute. */
const LONGEST_PACED_MS = 10_000;

const rank = (rule: Rule): number => PRIORITIES.indexOf(rule.priority);

/** The highest priority among the rules that tell an event. */
export const priorityOf = (item: Item): Priority =>
  PRIORITIES[Math.min(...item.rules.map(rank))] ?? 'normal';

function shape(group: readonly Item[], room: number, view: LaneView): Move {
  const [first] = group;
  if (first === undefined) return { is: 'wait', until: Infinity, slot: undefined };
  const lastWaits = (group.length - 1) * Math.max(view.pace, view.trip);
  const isBehind = group.length > room && view.now - view.itemsSince >= QUIET_MS;
  const quiet = view.now - view.lastPostAt >= QUIET_MS && !isBehind;
  if (!view.digests || group.length === 1 || quiet || lastWaits <= view.digestAfter) {
    return { is: 'alert', items: [first] };
  }
  const listed = group.length > room * view.capacity ? group : group.slice(0, room);
  return { is: 'storm', items: listed };
}

/**
 * The next alert or digest. One that is not full yet keeps the pace, so that the windows last;
 * a full one, or one of high priority, goes as soon as it is lawful.
 */
function tell(view: LaneView): Candidate | undefined {
  const high = view.items.filter((item) => priorityOf(item) === 'high');
  const group = high.length > 0 ? high : view.items;
  if (group.length === 0) return undefined;
  const room = view.fits(group);
  const hurried = high.length > 0 || group.length > room;
  const paced = Math.min(view.lastPostAt + view.pace, view.itemsSince + LONGEST_PACED_MS);
  const readyAt = hurried ? view.now : paced;
  return { slot: 'alert', readyAt, move: shape(group, room, view) };
}

function again(view: LaneView): Candidate | undefined {
  if (view.againAt === undefined) return undefined;
  return { slot: 'alert', readyAt: view.againAt, move: { is: 'again' } };
}

function limited(view: LaneView): Candidate | undefined {
  if (view.limited.length === 0) return undefined;
  const readyAt = view.limitedSince + view.digestAfter;
  return { slot: 'alert', readyAt, move: { is: 'limit', items: view.limited } };
}

function expired(view: LaneView): Candidate | undefined {
  if (view.expired.length === 0) return undefined;
  const readyAt = view.expiredAt + view.digestAfter;
  return { slot: 'alert', readyAt, move: { is: 'expired', items: view.expired } };
}

function text(view: LaneView): Candidate | undefined {
  if (view.textSince === undefined) return undefined;
  return { slot: 'reply', readyAt: view.now, move: { is: 'text' } };
}

/** Of the messages to correct, the one that waits longest; digests gather what else changes. */
function edit(view: LaneView): Candidate | undefined {
  const due = view.dirty
    .map(({ messageId, since, digest }) => ({
      messageId,
      at: since + (digest ? view.digestAfter : 0),
    }))
    .toSorted((a, b) => a.at - b.at)[0];
  if (due === undefined) return undefined;
  return { slot: 'edit', readyAt: due.at, move: { is: 'edit', messageId: due.messageId } };
}

const extra = (view: LaneView): Candidate | undefined =>
  view.extras ? { slot: 'extra', readyAt: view.now, move: { is: 'extra' } } : undefined;

const impatient = (view: LaneView): boolean =>
  view.textSince !== undefined && view.now - view.textSince >= REPLY_PATIENCE_MS;

/** By rank: what stands further up goes first when both may go; edits wait for all alerts. */
function candidates(view: LaneView): readonly (Candidate | undefined)[] {
  const reply = text(view);
  const alert = tell(view);
  const [sooner, later] = impatient(view) ? [reply, alert] : [alert, reply];
  if (view.againAt !== undefined) return [again(view), reply];
  if (alert !== undefined) return [sooner, later, limited(view)];
  return [reply, limited(view), expired(view), extra(view), edit(view)];
}

/** What the destination gets next, or until when it gets nothing. Pure: backtests ask it too. */
export function nextMove(view: LaneView): Move {
  const open = candidates(view).filter((candidate) => candidate !== undefined);
  const at = ({ slot, readyAt }: Candidate): number => Math.max(view.slot[slot], readyAt);
  const due = open.find((candidate) => at(candidate) <= view.now);
  if (due !== undefined) return due.move;
  const [next] = open.toSorted((a, b) => at(a) - at(b));
  if (next === undefined) return { is: 'wait', until: Infinity, slot: undefined };
  const isReady = next.readyAt <= view.now;
  return { is: 'wait', until: at(next), slot: isReady ? next.slot : undefined };
}
