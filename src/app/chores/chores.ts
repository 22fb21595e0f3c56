import type { Notice } from '../../alert/notice.ts';
import { forgetOld } from '../../deliver/dispatch.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import { checkChannels } from './check-channels.ts';
import { keepWarm } from './keep-warm.ts';
import { watchMutes } from './mute-ends.ts';
import type { AppParts } from '../parts.ts';
import { tellSummaries } from '../summary/tell-summaries.ts';
import { remindOfMutes } from './remind-mutes.ts';
import { hearRetries } from './retry.ts';
import { watchQueues } from './watch-queues.ts';
import { watchStalls } from './watch-stalls.ts';

const HOUR_MS = 3_600_000;

/**
 * What is done beside the alerts: ends of mutes and reminders of long ones, the day's summary, warm
 * connections, retries, and what the operator hears of before anybody misses an alert: wrong
 * channels, stalls, queues.
 */
export async function startChores(
  parts: AppParts,
  dispatch: Dispatch,
  tell: (notice: Notice) => void,
  warm: () => Promise<void>,
): Promise<Cancel> {
  checkChannels(dispatch).catch(parts.crash);
  const cancels = [
    watchMutes(parts, dispatch),
    remindOfMutes(parts, dispatch),
    tellSummaries(parts, dispatch),
    watchStalls(parts, tell),
    keepWarm(parts, warm),
    watchQueues(parts, dispatch, tell),
    await hearRetries(parts, dispatch),
    every(parts.clock, HOUR_MS, async () => forgetOld(dispatch), parts.crash),
  ];
  return () => cancels.forEach((cancel) => cancel());
}
