import { expect, test } from 'vitest';
import { stopDispatch } from '../../../src/deliver/dispatch.ts';
import { draftOf } from '../../../src/deliver/lane/drafting.ts';
import { nextExpiry } from '../../../src/deliver/lane/expire.ts';
import type { Item } from '../../../src/deliver/next-move.ts';
import { openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel } from '../../helpers/scripted-channel.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const item = (eventId: number, triggerTime: string): Item => ({
  eventId,
  episode: `e${eventId}`,
  event: viEvent({ triggerTime }),
  rules: [rule()],
  insteadOf: undefined,
});

test.each([
  {
    title: 'the oldest event that waits',
    waiting: ['08:58:30', '08:59:30'],
    again: [],
    in: 60_000,
  },
  { title: 'the newest of a repeat', waiting: [], again: ['08:50:00', '08:59:00'], in: 90_000 },
  {
    title: 'whichever of them is first',
    waiting: ['08:59:45'],
    again: ['08:50:00', '08:59:00'],
    in: 90_000,
  },
])('a lane next looks for what is too old at the end of $title', async (scene) => {
  const clock = fakeClock();
  const desk = await openDesk(clock, ruleSet([]), [scriptedChannel({ clock })]);
  const lane = desk.dispatch.lanes.get('phone')?.lane;
  if (lane === undefined) throw new Error('no lane');
  await stopDispatch(desk.dispatch);
  lane.state.items = scene.waiting.map((time, n) => item(n, time));
  const items = scene.again.map((time, n) => item(n, time));
  const draft = draftOf('storm', items, clock.now(), undefined);
  const begun = { messageId: 1, attemptId: 1, items, draft };
  const tries = { ambiguous: 1, refused: 0, plain: false };
  lane.state.again = items.length === 0 ? undefined : { begun, tries, notBefore: 0 };
  expect(nextExpiry(lane) - clock.elapsed()).toBe(scene.in + 1);
});
