import { muteEnded } from '../../command/mute-ended.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { wake } from '../../deliver/dispatch.ts';
import { voiced } from '../../deliver/loudness.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import type { EpochMs } from '../../vi/kst.ts';
import type { Mute } from '../../vi/mute.ts';
import type { AppParts } from '../parts.ts';
import { whenWritten } from '../when-written.ts';
import { placeOf } from './mute-place.ts';

const LOOK_MS = 1_000;

interface Parts extends AppParts {
  readonly dispatch: Dispatch;
}

/** Resolves to when the next one is due; `Infinity` when none is open. */
async function endDue({ store, clock }: Parts): Promise<EpochMs> {
  const now = clock.now();
  const open = await store.rows.openMutes();
  const over = open.filter(({ until }) => until <= now);
  await store.rows.endMutes(
    over.map(({ id }) => id),
    'time',
    now,
  );
  return open.reduce((first, { until }) => Math.min(first, until), Infinity);
}

async function tellEnd(mute: Mute, parts: Parts): Promise<void> {
  const { store, dispatch } = parts;
  const place = placeOf(mute, dispatch);
  // Marked before it is said: twice would be worse than never for a line that only informs.
  await store.rows.tellMutes([mute.id]);
  if (place === undefined) return;
  const { lane, settings } = place;
  const hidden = await store.rows.hiddenBy(mute.id);
  const line = muteEnded(mute, hidden, settings.locale);
  const message = voiced(line, settings, 'mute', parts.clock.now());
  if (message !== undefined) lane.say(message).catch(parts.crash);
}

/** Resolves to when it is time for the next look, unless somebody writes before. */
async function look(parts: Parts): Promise<EpochMs> {
  const next = await endDue(parts);
  const ended = await parts.store.rows.untoldMutes();
  for (const mute of ended) await tellEnd(mute, parts);
  if (ended.length > 0) wake(parts.dispatch);
  return next;
}

/** Ends mutes whose time is over and tells their chats, once each. */
export function watchMutes(app: AppParts, dispatch: Dispatch): Cancel {
  const parts: Parts = { ...app, dispatch };
  let next = -Infinity;
  const lookAgain = async (): Promise<void> => void (next = await look(parts));
  const isDue = (): boolean => app.clock.now() >= next;
  return every(app.clock, LOOK_MS, whenWritten(app.store, lookAgain, isDue), app.crash);
}
