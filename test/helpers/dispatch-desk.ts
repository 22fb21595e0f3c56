import { WRITER } from '../../src/alert/writer.ts';
import type { Heard } from '../../src/deliver/accept.ts';
import type { Dispatch } from '../../src/deliver/dispatch-state.ts';
import { startDispatch, take } from '../../src/deliver/dispatch.ts';
import type { RuleSet } from '../../src/rules/rule.ts';
import { TELL_ALL, type ChannelSettings } from '../../src/settings/settings.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { LedgerRow } from '../../src/store/obligation.ts';
import type { Store } from '../../src/store/store.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { timeOf } from '../../src/vi/kst.ts';
import type { FakeClock } from './fake-clock.ts';
import type { ScriptedChannel } from './scripted-channel.ts';
import { viEvent } from './vi-event.ts';

export const channelSettings = (
  name: string,
  given: Partial<ChannelSettings> = {},
): ChannelSettings => ({
  name,
  target: { platform: 'console' },
  locale: 'ko',
  limits: undefined,
  digestAfter: 3_000,
  usefulFor: 150_000,
  fallback: undefined,
  tell: TELL_ALL,
  quiet: undefined,
  ...given,
});

/** What the tracker would tell of this event. */
export function heard(event: ViEvent): Heard {
  const { day, stock, triggerTime, kind, venue, releaseTime } = event;
  const state = event.event === 'release' ? ('released' as const) : ('active' as const);
  const id = [day, stock, triggerTime, kind, venue].join('/');
  return {
    is: 'event',
    event,
    episode: { id, day, stock, triggerTime, kind, venue, state, releaseTime },
  };
}

/** The production dispatch over an in-memory or given store, scripted channels and a fake clock. */
export interface Desk {
  readonly store: Store;
  readonly dispatch: Dispatch;
  /** A trigger that happens now. */
  trigger(given?: Partial<ViEvent>): Promise<ViEvent>;
  /** The release of it, now. */
  release(event: ViEvent): Promise<void>;
  ledger(): Promise<readonly LedgerRow[]>;
  /** `sent 3, merged 27`: how the obligations stand, by outcome. */
  sum(): Promise<Readonly<Record<string, number>>>;
}

export async function openDesk(
  clock: FakeClock,
  rules: RuleSet,
  channels: readonly ScriptedChannel[],
  given: {
    store?: Store;
    settings?: Partial<ChannelSettings>;
    /** Those of one channel alone. */
    own?: Readonly<Record<string, Partial<ChannelSettings>>>;
  } = {},
): Promise<Desk> {
  const store = given.store ?? (await openStore(':memory:'));
  const dispatch = await startDispatch({
    clock,
    store,
    writer: WRITER,
    outlets: channels.map((channel) => ({
      channel,
      settings: channelSettings(channel.name, {
        ...given.settings,
        ...given.own?.[channel.name],
      }),
    })),
    operator: channels[0]?.name ?? '',
    rules: () => rules,
    moved: (channel, to) => channel.move(to),
    crash(fault) {
      throw fault;
    },
  });
  const ledger = (): Promise<readonly LedgerRow[]> => store.rows.ledger({});
  return {
    store,
    dispatch,
    async trigger(event = {}) {
      const now = clock.now();
      const one = viEvent({ triggerTime: timeOf(now), heardAt: now, ...event });
      await take(dispatch, [heard(one)]);
      return one;
    },
    async release(event) {
      const now = clock.now();
      await take(dispatch, [
        heard({ ...event, event: 'release', releaseTime: timeOf(now), heardAt: now }),
      ]);
    },
    ledger,
    async sum() {
      const counts: Record<string, number> = {};
      for (const { outcome } of await ledger()) counts[outcome] = (counts[outcome] ?? 0) + 1;
      return counts;
    },
  };
}
