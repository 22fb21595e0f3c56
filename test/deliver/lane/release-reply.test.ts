import { expect, test } from 'vitest';
import { take } from '../../../src/deliver/dispatch.ts';
import type { ViEvent } from '../../../src/vi/event.ts';
import { heard, openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel } from '../../helpers/scripted-channel.ts';

const TRIP_MS = 1_000;

/** A chat whose rules want the release in a reply; one of them matches only once the venue is known. */
async function scene() {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock, trip: TRIP_MS });
  const reply = rule({ name: '답글', onRelease: 'reply' });
  const krx = { ...rule({ name: '거래소' }), test: ({ venue }: ViEvent) => venue === 'krx' };
  const desk = await openDesk(clock, ruleSet([reply, krx]), [phone]);
  const event = await desk.trigger({ venue: undefined });
  await clock.advance(2 * TRIP_MS);
  return { clock, phone, desk, event };
}

test('a release that comes while its alert takes in another rule is told once', async () => {
  const { clock, phone, desk, event } = await scene();
  const { episode } = heard(event);
  const named = { ...episode, venue: 'krx' } as const;
  await take(desk.dispatch, [{ is: 'named', episode: named, sinceLast: undefined }]);
  await clock.advance(TRIP_MS / 2);
  await desk.release(event);
  await clock.advance(20 * TRIP_MS);
  expect(phone.requests.map(({ op }) => op)).toEqual(['post', 'edit', 'post']);
});
