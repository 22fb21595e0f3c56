import { summaryMessage } from '../../alert/summary-message.ts';
import type { Answer } from '../../channel/channel.ts';
import type { Dispatch, Outlet } from '../../deliver/dispatch-state.ts';
import { dayHours, type Hours } from '../../market/sessions.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import { addDays, dayOf, type Day, type EpochMs } from '../../vi/kst.ts';
import type { AppParts } from '../parts.ts';
import { summariseDay } from './summarise-day.ts';

const LOOK_MS = 20_000;
/** So long the last alerts of the day may still be on their way before it is summed up. */
const SETTLE_MS = 5 * 60_000;
/** Before the next morning's first session nobody needs yesterday any more. */
const USEFUL_MS = 11 * 3_600_000;
const AGAIN_MS = 10 * 60_000;

/** A day whose last session is over, and when that was. */
interface EndedDay {
  readonly day: Day;
  readonly hours: Hours;
}

/** The day to sum up now; `undefined`: none ended within the last hours. */
export function endedDay(now: EpochMs): EndedDay | undefined {
  for (const day of [dayOf(now), addDays(dayOf(now), -1)]) {
    const hours = dayHours(day);
    if (hours !== undefined && now >= hours.close && now < hours.close + USEFUL_MS) {
      return { day, hours };
    }
  }
  return undefined;
}

type Parts = Pick<AppParts, 'store' | 'clock' | 'crash'>;

interface Desk extends Parts {
  readonly dispatch: Dispatch;
  /** By channel and day: nothing is queued again before this instant, monotonic. */
  readonly notBefore: Map<string, number>;
}

const keyOf = ({ channel }: Outlet, { day }: EndedDay): string => `summary:${day}:${channel.name}`;

async function isSettled({ store, clock }: Desk, outlet: Outlet, ended: EndedDay) {
  if (clock.now() >= ended.hours.close + SETTLE_MS) return true;
  const waiting = await store.rows.waiting();
  return waiting.every(({ channel }) => channel !== outlet.channel.name);
}

async function summaryOf({ store }: Desk, { channel }: Outlet, { day, hours }: EndedDay) {
  const span = { from: day, to: day };
  const [events, all, gaps] = await Promise.all([
    store.rows.eventsOn(day),
    store.rows.ledger(span),
    store.rows.gaps(span),
  ]);
  const rows = all.filter((row) => row.channel === channel.name);
  return summariseDay({ day, hours, events, rows, gaps });
}

/** It never came into the chat, through no fault of its own. */
const LOST: readonly Answer['is'][] = [
  'not-sent',
  'wait',
  'destination-down',
  'token-down',
  'moved',
];
const isLost = (answer: Answer | undefined): boolean =>
  answer === undefined || LOST.includes(answer.is);

/** Told in its lane's turn, and noted the moment it leaves: twice would be worse than never. */
async function tell(desk: Desk, outlet: Outlet, ended: EndedDay): Promise<void> {
  const { store, clock, dispatch, notBefore, crash } = desk;
  const { channel, settings } = outlet;
  const key = keyOf(outlet, ended);
  const message = summaryMessage(await summaryOf(desk, outlet, ended), settings.locale);
  notBefore.set(key, Infinity);
  const forget = async (): Promise<void> => {
    await store.rows.keep(key, '');
    notBefore.set(key, clock.elapsed() + AGAIN_MS);
  };
  dispatch.lanes.get(channel.name)?.queue({
    since: clock.elapsed(),
    async send() {
      await store.rows.keep(key, String(clock.now()));
      return channel.post(message);
    },
    done: (answer) => void (isLost(answer) && forget().catch(crash)),
  });
}

async function look(desk: Desk): Promise<void> {
  const { store, clock, dispatch, notBefore } = desk;
  const ended = endedDay(clock.now());
  if (ended === undefined || (await store.rows.watchedSince(ended.day)) === undefined) return;
  for (const outlet of dispatch.options.outlets) {
    const key = keyOf(outlet, ended);
    if (outlet.settings.tell.summary === 'off') continue;
    if (clock.elapsed() < (notBefore.get(key) ?? -Infinity)) continue;
    if ((await store.rows.kept(key)) || !(await isSettled(desk, outlet, ended))) continue;
    await tell(desk, outlet, ended);
  }
}

/** When the last session of a day is over, tells each channel once what the day came to. */
export function tellSummaries(parts: Parts, dispatch: Dispatch): Cancel {
  const desk: Desk = { ...parts, dispatch, notBefore: new Map() };
  return every(parts.clock, LOOK_MS, () => look(desk), parts.crash);
}
