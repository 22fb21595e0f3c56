import type { Draft, DraftEntry } from '../../alert/draft.ts';
import { ON_RELEASE, type OnRelease } from '../../rules/rule.ts';
import type { MessageKind } from '../../settings/settings.ts';
import { happenedAt, isLate } from '../../vi/episode.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { loudnessOf, type Wishes } from '../loudness.ts';
import { priorityOf, type Item, type Telling } from '../next-move.ts';

/** Where the rules of one message want different ends: the one that says most. */
const BY_WEIGHT: readonly OnRelease[] = ['reply', 'silent', 'edit', 'none'];

const onReleaseOf = (items: readonly Item[]): OnRelease => {
  const wanted = new Set(items.flatMap(({ rules }) => rules.map((rule) => rule.onRelease)));
  return BY_WEIGHT.find((way) => wanted.has(way)) ?? ON_RELEASE[0];
};

/** How old the news is where that counts as late; what ka10054 told always does. */
function lateness(items: readonly Item[], now: EpochMs): number | null {
  const ages = items
    .filter(({ event }) => event.source === 'catch-up' || isLate(event, now))
    .map(({ event }) => now - happenedAt(event));
  return ages.length === 0 ? null : Math.max(...ages);
}

/** What a message is: an alert, a release, or one of the three digests. */
export type Form = Draft['form'];

/** What the settings call a message of this form. */
export const KIND_OF = {
  alert: 'alert',
  release: 'release',
  storm: 'digest',
  limit: 'digest',
  expired: 'missed',
} as const satisfies Readonly<Record<Form, MessageKind>>;

/** The form a move's message takes: an alert about a release is written as one. */
export function formOf(move: Telling): Form {
  if (move.is !== 'alert') return move.is;
  return move.items[0].event.event === 'release' ? 'release' : 'alert';
}

/** One event in a draft, with the rules that tell it. */
export const entryOf = ({ eventId, rules }: Item): DraftEntry => ({
  event: eventId,
  rules: rules.map(({ name, note, template }) => ({
    name,
    note: note ?? null,
    ...(template === undefined ? {} : { template }),
  })),
});

/** The first draft of a message about these events. */
export function draftOf(
  form: Form,
  items: readonly Item[],
  now: EpochMs,
  replyTo: number | undefined,
): Draft {
  const single = form === 'alert' || form === 'release';
  const priorities = items.map(priorityOf);
  return {
    form,
    entries: items.map(entryOf),
    onRelease: single ? onReleaseOf(items) : 'edit',
    silent: single
      ? priorities.includes('low')
      : !priorities.includes('high') || form === 'expired',
    lateMs: form === 'expired' ? null : lateness(items, now),
    repeat: false,
    insteadOf: items.find((item) => item.insteadOf !== undefined)?.insteadOf ?? null,
    plain: false,
    replyTo: replyTo ?? null,
  };
}

/** The same without a sound, where its channel's settings or hours say so. */
export function hushed(draft: Draft, items: readonly Item[], wishes: Wishes, now: EpochMs): Draft {
  const isHigh = items.some((item) => priorityOf(item) === 'high');
  const loudness = loudnessOf(wishes, KIND_OF[draft.form], now, isHigh);
  return { ...draft, silent: draft.silent || loudness !== 'on' };
}
