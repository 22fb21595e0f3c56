import { readDraft, type Draft } from '../alert/draft.ts';
import type { Heard } from '../deliver/accept.ts';
import type { Writer } from '../deliver/dispatch-state.ts';
import { startDispatch, stopDispatch, take } from '../deliver/dispatch.ts';
import { episodeId } from '../episode/tracked-episode.ts';
import { virtualClock } from '../platform/virtual-clock.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { LedgerRow } from '../store/obligation.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, StoredMessage } from '../store/store.ts';
import type { ViEvent } from '../vi/event.ts';
import { fillIn } from './fill-in.ts';
import { recordingChannel } from './recording-channel.ts';
import type { RuleTest } from './rule-test.ts';

/** What rules are rehearsed on: the live functions, and chats that only record. */
export interface Stage {
  readonly rules: RuleSet;
  readonly channels: readonly ChannelSettings[];
  readonly writer: Writer;
}

/** One message in one chat, as far as one rule has told it. */
export interface Telling {
  readonly rule: string;
  readonly channel: string;
  readonly is: 'trigger' | 'release' | 'digest';
  /** One, or those that the digest lists. */
  readonly events: readonly ViEvent[];
  readonly silent: boolean;
  /** What the chat shows in the end. */
  readonly text: string;
}

/** What came of a test's events. */
export interface Rehearsal {
  readonly events: readonly ViEvent[];
  readonly told: readonly Telling[];
  readonly ledger: readonly LedgerRow[];
  /** The names of the rules that matched at least one event. */
  readonly reached: readonly string[];
}

function heard(event: ViEvent): Heard {
  const { day, stock, triggerTime, kind, venue, releaseTime } = event;
  const key = { day, stock, triggerTime, kind, venue };
  const state = event.event === 'release' ? ('released' as const) : ('active' as const);
  return { is: 'event', event, episode: { ...key, id: episodeId(key), state, releaseTime } };
}

const TOLD_AS = {
  alert: 'trigger',
  release: 'release',
  storm: 'digest',
  limit: 'digest',
  expired: 'digest',
} as const satisfies Readonly<Record<Draft['form'], Telling['is']>>;

async function tellingsOf(
  store: Store,
  { channel, draft: written, shown }: StoredMessage,
): Promise<readonly Telling[]> {
  // What was never shown was never accepted.
  if (shown === undefined) return [];
  const { form, entries, silent } = readDraft(written);
  const stored = await store.rows.eventsById(entries.map(({ event }) => event));
  const events = new Map(stored.map(({ id, event }) => [id, event]));
  const rules = new Set(entries.flatMap((entry) => entry.rules.map(({ name }) => name)));
  return [...rules].map((rule) => ({
    rule,
    channel,
    is: TOLD_AS[form],
    events: entries
      .filter((entry) => entry.rules.some(({ name }) => name === rule))
      .flatMap((entry) => events.get(entry.event) ?? []),
    silent,
    text: shown,
  }));
}

async function told(store: Store): Promise<readonly Telling[]> {
  const messages = await store.rows.messagesSince(0);
  const tellings: Telling[] = [];
  for (const message of messages) tellings.push(...(await tellingsOf(store, message)));
  return tellings;
}

async function play({ rules, channels, writer }: Stage, test: RuleTest, store: Store) {
  const clock = virtualClock(test.at);
  const crashes: unknown[] = [];
  const dispatch = await startDispatch({
    clock,
    store,
    writer,
    outlets: channels.map((settings) => ({
      channel: recordingChannel(settings.name),
      settings,
    })),
    operator: channels[0]?.name ?? '',
    rules: () => rules,
    moved: () => undefined,
    crash: (fault) => void crashes.push(fault),
  });
  const events = fillIn(test);
  for (const { at, event } of events) {
    await clock.advance(at - clock.now());
    await take(dispatch, [heard(event)]);
  }
  await clock.runUntilIdle();
  await stopDispatch(dispatch);
  if (crashes.length > 0) throw new Error('the rehearsal broke down', { cause: crashes[0] });
  return events.map(({ event }) => event);
}

/** Runs one test's events through rules, plan and lanes, on a clock and a ledger of its own. */
export async function rehearse(stage: Stage, test: RuleTest): Promise<Rehearsal> {
  const store = await openStore(':memory:');
  try {
    for (const mute of test.mutes) await store.rows.addMute(mute);
    const events = await play(stage, test, store);
    const reached = events.flatMap((event) => stage.rules.match(event).map(({ name }) => name));
    const ledger = await store.rows.ledger({});
    return { events, told: await told(store), ledger, reached };
  } finally {
    await store.close();
  }
}
