import { outcomeCounts } from '../../../src/app/outcome-counts.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { addDays, instantOf, type Day } from '../../../src/vi/kst.ts';
import type { Obligation } from '../../../src/store/obligation.ts';
import type { Rows, Store } from '../../../src/store/store.ts';
import { viEvent } from '../../helpers/vi-event.ts';

/** Something that is asked of the ledger while the bot runs; done for the `n`-th time. */
export interface Work {
  readonly name: string;
  readonly what: string;
  run(store: Store, n: number): Promise<unknown>;
}

export const TODAY: Day = '2026-11-20';
const NOW = instantOf(TODAY, '10:00:00');
const DAY_MS = 86_400_000;
const stockOf = (n: number): string => String(n % 2_500).padStart(6, '0');

const obligation = (eventId: number, stock: string): Obligation => ({
  eventId,
  rule: '규칙 1',
  channel: 'phone',
  day: TODAY,
  stock,
  outcome: 'waiting',
  reason: undefined,
  muteId: undefined,
  insteadOf: undefined,
});

/** T1 of one event that has to wait: what is asked and written when it is accepted. Its number. */
export async function acceptOne(rows: Rows, id: string, n: number): Promise<number> {
  const stock = stockOf(n);
  const event = viEvent({ day: TODAY, stock });
  const episode = { id, day: TODAY, stock, triggerTime: '09:05:00', state: 'active' } as const;
  await rows.addEpisode({ ...episode, kind: 'static', venue: 'krx', releaseTime: undefined });
  const eventId = await rows.addEvent(id, event);
  if (eventId === undefined) throw new Error(`${id} is there already`);
  await rows.openMutes();
  await rows.addObligations([obligation(eventId, stock)], NOW);
  return eventId;
}

/** An event's whole life: accepted, begun and answered. */
export async function tellOne(rows: Rows, id: string, n: number): Promise<void> {
  const eventId = await acceptOne(rows, id, n);
  const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: NOW });
  await rows.bind([{ eventId, rule: '규칙 1', channel: 'phone' }], messageId);
  const attempt = await rows.openAttempt({ messageId, channel: 'phone', op: 'post' }, NOW);
  await rows.closeAttempt(attempt, { state: 'accepted', at: NOW });
  const ending = { outcome: 'sent', reason: undefined, at: NOW, messageId } as const;
  await rows.settle([{ eventId, rule: '규칙 1', channel: 'phone' }], ending);
}

/** What is measured; a scrape remembers what it counted before. */
export const worksOf = (ledger: Store): readonly Work[] => {
  const counts = outcomeCounts(ledger, systemClock);
  return [
    {
      name: 'accept',
      what: 'an event, its obligation, message and attempt, to its end',
      run: (store, n) => store.transaction((rows) => tellOne(rows, `new-${n}`, n)),
    },
    {
      name: 'status',
      what: 'counts of a day',
      run: ({ rows }, n) => rows.counts(addDays(TODAY, -1 - (n % 20))),
    },
    {
      name: 'why',
      what: 'a stock on a day',
      run: ({ rows }, n) => rows.ledger({ stock: stockOf(n), from: addDays(TODAY, -1), to: TODAY }),
    },
    {
      name: 'start',
      what: 'told, waiting, expired, messages and attempts of the last day',
      async run({ rows }) {
        await rows.told(NOW - DAY_MS);
        await rows.waiting();
        await rows.unlisted(NOW - DAY_MS);
        await rows.messagesSince(NOW - DAY_MS);
        await rows.recentAttempts(NOW - DAY_MS);
        await rows.openAttempts();
      },
    },
    {
      name: 'lists at start',
      what: 'expired and in no digest',
      run: ({ rows }) => rows.unlisted(NOW - DAY_MS),
    },
    {
      name: 'told at start',
      what: 'for cooldowns and limits',
      run: ({ rows }) => rows.told(NOW - DAY_MS),
    },
    {
      name: 'attempts at start',
      what: 'for the windows',
      run: ({ rows }) => rows.recentAttempts(NOW - DAY_MS),
    },
    {
      name: 'reload',
      what: 'the last day’s events',
      run: ({ rows }) => rows.eventsOn(addDays(TODAY, -1)),
    },
    {
      name: 'retention',
      what: 'a slice of 500 old rows of each kind',
      run: ({ rows }) => rows.dropOld({ day: addDays(TODAY, -20), commandsBefore: 0, atMost: 500 }),
    },
    {
      name: 'metrics',
      what: 'a scrape: counts of all days, those that are over counted before',
      run: () => counts(),
    },
  ];
};
