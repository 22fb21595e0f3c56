import { expect, test } from 'vitest';
import { move } from '../../src/app/outlets.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { newMute } from '../helpers/new-mute.ts';
import { scriptedChannel } from '../helpers/scripted-channel.ts';
import { mortalStore, newLife } from '../simulation/life.ts';
import { opened } from '../store/place.ts';

const MUTE = newMute(0, { scope: { is: 'chat', chat: 'test:phone' } });

test('a chat’s new id is kept with its mutes or not at all, wherever the process is killed', async (context) => {
  const ends: (readonly unknown[])[] = [];
  for (let steps = 1; steps <= 12; steps += 1) {
    const clock = fakeClock();
    const store = await opened(context, ':memory:');
    await store.rows.addMute(MUTE);
    const life = newLife(1);
    life.doom(steps);
    const notes = { attempts: new Map(), ready: new Map(), retries: [] };
    const mortal = mortalStore(store, life, clock, notes);
    const channel = scriptedChannel({ clock });
    move({ store: mortal, crash: () => undefined }, () => undefined, channel, 'test:new');
    await clock.advance(100);
    const [mute] = await store.rows.openMutes();
    const isMoved = mute?.scope.is === 'chat' && mute.scope.chat === 'test:new';
    ends.push([(await store.rows.kept('moved:test:phone')) === 'test:new', isMoved]);
  }
  expect(ends.filter(([kept, moved]) => kept !== moved)).toEqual([]);
  expect(ends.at(0)).toEqual([false, false]);
  expect(ends.at(-1)).toEqual([true, true]);
});
