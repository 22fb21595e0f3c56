import { expect, test } from 'vitest';
import { commandStore } from '../../../src/app/chat/command-store.ts';
import type { Effect } from '../../../src/command/command.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Mute } from '../../../src/vi/mute.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { muteOf, NOW } from '../../command/state.ts';

async function place() {
  const store = await openStore(':memory:');
  const clock = fakeClock(NOW);
  const edit = () => Promise.resolve(undefined);
  const commands = commandStore({ store, clock, changed: () => undefined, edit });
  const mute = (id: string, given: Partial<Mute> = {}): Promise<string> => {
    const effect: Effect = { is: 'mute', mute: muteOf(given) };
    const asked = { id, person: 'telegram:1', words: 'mute', at: NOW };
    return commands.apply(asked, [effect], ({ mute: made }) => String(made));
  };
  const open = async (): Promise<readonly number[]> =>
    (await store.rows.openMutes()).map(({ id }) => id);
  return { mute, open };
}

test('two people who mute the same in one place at once leave one mute', async () => {
  const { mute, open } = await place();
  const everyone = { scope: { is: 'everyone' } } as const;
  const made = await Promise.all([mute('telegram:1', everyone), mute('slack:1', everyone)]);
  expect(made).toEqual(['1', '2']);
  expect(await open()).toEqual([2]);
});

test('mutes of other places and targets stay', async () => {
  const { mute, open } = await place();
  await Promise.all([
    mute('telegram:1'),
    mute('telegram:2', { scope: { is: 'chat', chat: 'slack:C1' } }),
    mute('telegram:3', { target: { is: 'all' } }),
  ]);
  expect(await open()).toEqual([1, 2, 3]);
});

test('one command that is heard twice at once makes one mute and one answer', async () => {
  const { mute, open } = await place();
  expect(await Promise.all([mute('telegram:1'), mute('telegram:1')])).toEqual(['1', '1']);
  expect(await open()).toEqual([1]);
});
