import { muteEnded } from '../../command/mute-ended.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { wake } from '../../deliver/dispatch.ts';
import { voiced } from '../../deliver/loudness.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import type { Mute } from '../../vi/mute.ts';
import type { AppParts } from '../parts.ts';
import { placeOf } from './mute-place.ts';

const LOOK_MS = 1_000;

interface Parts extends AppParts {
  readonly dispatch: Dispatch;
}

async function endDue({ store, clock }: Parts): Promise<void> {
  const now = clock.now();
  const over = (await store.rows.openMutes()).filter(({ until }) => until <= now);
  if (over.length > 0)
    await store.rows.endMutes(
      over.map(({ id }) => id),
      'time',
      now,
    );
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

async function look(parts: Parts): Promise<void> {
  await endDue(parts);
  const ended = await parts.store.rows.untoldMutes();
  for (const mute of ended) await tellEnd(mute, parts);
  if (ended.length > 0) wake(parts.dispatch);
}

/** Ends mutes whose time is over and tells their chats, once each. */
export function watchMutes(app: AppParts, dispatch: Dispatch): Cancel {
  const parts: Parts = { ...app, dispatch };
  return every(app.clock, LOOK_MS, () => look(parts), app.crash);
}
