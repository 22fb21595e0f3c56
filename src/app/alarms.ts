import type { Notice } from '../alert/notice.ts';
import type { Dispatch } from '../deliver/dispatch.ts';
import type { Cancel } from '../platform/clock.ts';
import { checkChannels } from './check-channels.ts';
import type { AppParts } from './parts.ts';
import { watchQueues } from './watch-queues.ts';
import { watchStalls } from './watch-stalls.ts';

/** What the operator hears of before anybody misses an alert: wrong channels, stalls, queues. */
export function startAlarms(
  parts: AppParts,
  dispatch: Dispatch,
  tell: (notice: Notice) => void,
): Cancel {
  const cancels = [watchStalls(parts, tell), watchQueues(parts, dispatch, tell)];
  checkChannels(dispatch).catch(parts.crash);
  return () => cancels.forEach((cancel) => cancel());
}
