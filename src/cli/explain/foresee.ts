import { existsSync } from 'node:fs';
import { compose } from '../../alert/compose.ts';
import { textOf } from '../../alert/message.ts';
import { draftOf } from '../../deliver/lane/drafting.ts';
import { plan, unlisted, type Destination, type Planned } from '../../deliver/plan.ts';
import { countsSince, createTold, limitReached, type Told } from '../../deliver/told.ts';
import type { Rule, RuleSet } from '../../rules/rule.ts';
import type { ChannelSettings, Settings } from '../../settings/settings.ts';
import type { Outcome } from '../../store/outcome.ts';
import { happenedAt } from '../../vi/episode.ts';
import type { ViEvent } from '../../vi/event.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Mute } from '../../vi/mute.ts';
import { chatOf } from '../desk/command-desk.ts';
import { openTold } from '../desk/open-told.ts';
import type { Io } from '../io.ts';

const BUDGET = 4_096;

/** What the ledger holds against an event. */
export interface Past {
  readonly mutes: readonly Mute[];
  readonly told: Told;
}

/** What would become of an event for one rule in one channel. */
export interface Foreseen {
  readonly rule: Rule;
  readonly channel: string;
  readonly outcome: Extract<Outcome, 'sent' | 'merged' | 'muted' | 'suppressed' | 'expired'>;
  readonly reason: string | undefined;
}

/**
 * Open mutes and what was told before `now`; nothing when there is no ledger, or none that can be
 * opened, which is told. It is only read.
 */
export async function pastOf(path: string, rules: RuleSet, now: EpochMs, io: Io): Promise<Past> {
  const store = existsSync(path) ? await openTold(path, io) : undefined;
  if (store === undefined) return { mutes: [], told: createTold([]) };
  try {
    const rows = await store.rows.told(countsSince(rules.rules, now));
    const told = createTold(rows.filter(({ at }) => at <= now));
    return { mutes: await store.rows.openMutes(), told };
  } finally {
    await store.close();
  }
}

const destinationOf = ({ name, target, ...rest }: ChannelSettings): Destination => ({
  ...rest,
  name,
  chat: chatOf(name, target),
});

function foreseen(
  { rule, channel, outcome, reason }: Planned,
  to: Destination | undefined,
  told: Told,
  now: EpochMs,
): Foreseen {
  if (outcome !== 'waiting') return { rule, channel, outcome, reason };
  if (!limitReached(rule, channel, told, now)) return { rule, channel, outcome: 'sent', reason };
  const off = to && unlisted(to);
  if (off !== undefined) return { rule, channel, outcome: 'suppressed', reason: off.reason };
  return { rule, channel, outcome: 'merged', reason: 'past its limit: into one digest' };
}

/** What would become of the event if it fired at its time, with these mutes and this past. */
export function foresee(
  event: ViEvent,
  rules: RuleSet,
  { channels }: Pick<Settings, 'channels'>,
  { mutes, told }: Past,
): readonly Foreseen[] {
  const now = happenedAt(event);
  const by = {
    mutes,
    told,
    now,
    watchlists: rules.watchlistsOf(event.stock, event.name),
    standing: rules.standingMute(event),
  };
  const destinations = new Map(channels.map((one) => [one.name, destinationOf(one)]));
  return plan(event, rules.match(event), destinations, by).map((decision) =>
    foreseen(decision, destinations.get(decision.channel), told, now),
  );
}

/** The message that the channel would get; `undefined`: none. */
export function messageFor(
  event: ViEvent,
  { name, locale }: ChannelSettings,
  all: readonly Foreseen[],
): string | undefined {
  const rules = all
    .filter(({ channel, outcome }) => channel === name && outcome === 'sent')
    .map(({ rule }) => rule);
  if (rules.length === 0) return undefined;
  const isOver = event.event === 'release';
  const item = { eventId: 1, episode: '', event, rules, insteadOf: undefined };
  const draft = draftOf(isOver ? 'release' : 'alert', [item], happenedAt(event), undefined);
  const state = isOver ? ('released' as const) : ('active' as const);
  const subject = { event, episode: { state, releaseTime: event.releaseTime } };
  return textOf(compose(draft, () => subject, locale, BUDGET));
}
