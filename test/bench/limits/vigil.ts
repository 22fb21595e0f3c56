import { telegramWindows } from '../../../src/channel/telegram/limits.ts';
import { shortest, type Use } from '../../../src/deliver/capacity.ts';
import { createLimits } from '../../../src/deliver/limits.ts';
import { createTurns, turn, type Turns } from '../../../src/deliver/turns.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import type { Contestant, Send } from './contestant.ts';
import type { Load } from './schedules.ts';

/** All messages of one chat, one after the other, as a lane sends them. */
async function drain(turns: Turns, { chat, count }: Load, use: Use, send: Send): Promise<void> {
  const windows = telegramWindows(chat);
  let servedAt = -Infinity;
  for (let left = count; left > 0; left -= 1) {
    const backlog = shortest(windows, use, left);
    const place = await turn(turns, { windows, use, backlog, servedAt });
    await send(chat);
    servedAt = systemClock.elapsed();
    place.settle(servedAt);
    turns.look();
  }
}

const contestant = (name: string, use: Use, setting: string): Contestant => ({
  name,
  setting,
  async play(loads, send) {
    const turns = createTurns(systemClock, createLimits());
    await Promise.all(loads.map((load) => drain(turns, load, use, send)));
    turns.close();
  },
});

/** The scheduler of `src/deliver`. */
export const vigil: readonly Contestant[] = [
  contestant('Vigil', 'reply', 'the windows whole, as the others have them'),
  contestant('Vigil, alerts', 'alert', 'a tenth of a window of a minute is kept for replies'),
];
