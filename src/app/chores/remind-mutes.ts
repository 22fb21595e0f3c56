import { muteReminder, toRemind, type Hiding } from '../../command/mute-reminder.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { voiced } from '../../deliver/loudness.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import { dayOf } from '../../vi/kst.ts';
import type { Mute } from '../../vi/mute.ts';
import type { AppParts } from '../parts.ts';
import { placeOf, type MutePlace } from './mute-place.ts';

const LOOK_MS = 20_000;
/** The last day on which somebody was reminded. */
const REMINDED = 'mutes-reminded';

type Parts = Pick<AppParts, 'store' | 'clock' | 'crash'>;

async function say({ store, clock, crash }: Parts, place: MutePlace, mutes: readonly Mute[]) {
  const { lane, settings } = place;
  const hiding: Hiding[] = [];
  for (const mute of mutes) hiding.push({ mute, hidden: await store.rows.hiddenBy(mute.id) });
  const reminder = muteReminder(hiding, clock.now(), settings.locale);
  const message = voiced(reminder, settings, 'mute', clock.now());
  if (message !== undefined) lane.say(message).catch(crash);
}

async function look(parts: Parts, dispatch: Dispatch): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const due = toRemind(await store.rows.openMutes(), now);
  if (due.length === 0 || (await store.rows.kept(REMINDED)) === dayOf(now)) return;
  // Noted before it is said: one reminder a day, whatever starts anew meanwhile.
  await store.rows.keep(REMINDED, dayOf(now));
  const byLane = Map.groupBy(due, (mute) => placeOf(mute, dispatch)?.lane);
  for (const mutes of byLane.values()) {
    const [first] = mutes;
    const place = first && placeOf(first, dispatch);
    if (place !== undefined) await say(parts, place, mutes);
  }
}

/** Reminds each chat of its long mutes, on the morning of every trading day. */
export const remindOfMutes = (parts: Parts, dispatch: Dispatch): Cancel =>
  every(parts.clock, LOOK_MS, () => look(parts, dispatch), parts.crash);
