import { decodeFrame } from '../decode/decode-frame.ts';
import { createTracker } from '../episode/tracker.ts';
import type { Timed } from '../feed/recordings.ts';
import { virtualClock } from '../platform/virtual-clock.ts';
import type { ViEvent } from '../vi/event.ts';
import type { StockList } from '../vi/stock.ts';

/** The events that recorded frames tell: decoded and tracked, not yet held against any rule. */
export async function eventsOf(
  frames: readonly Timed[],
  stocks: StockList,
): Promise<readonly ViEvent[]> {
  const clock = virtualClock(frames[0]?.at ?? 0);
  const events: ViEvent[] = [];
  const tracker = createTracker({
    clock,
    stocks: () => stocks,
    tell: (told) => events.push(...told.flatMap((one) => (one.is === 'event' ? [one.event] : []))),
  });
  for (const { frame, at } of frames) {
    await clock.advance(Math.max(at - clock.now(), 0));
    for (const row of decodeFrame(frame)) {
      if (row.is === 'reading') tracker.hear(row.reading, clock.now(), 'feed');
    }
  }
  tracker.close();
  return events;
}
