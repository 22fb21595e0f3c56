import { describe, expect, test } from 'vitest';
import { remindOfMutes } from '../../../src/app/chores/remind-mutes.ts';
import { stopDispatch } from '../../../src/deliver/dispatch.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { instantOf } from '../../../src/vi/kst.ts';
import type { Mute } from '../../../src/vi/mute.ts';
import { muteOf } from '../../command/state.ts';
import { openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedChannel } from '../../helpers/scripted-channel.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FRIDAY = instantOf('2026-11-20', '10:00:00');
const MONDAY = instantOf('2026-11-23', '08:20:00');

/** Friday's mutes on Monday morning; each process has chats that it alone writes to. */
async function scene(mutes: readonly Partial<Mute>[]) {
  const clock = fakeClock(MONDAY);
  const store = await openStore(':memory:');
  for (const given of mutes) {
    await store.rows.addMute(muteOf({ createdAt: FRIDAY, until: FRIDAY + 30 * DAY, ...given }));
  }
  const start = async () => {
    const phone = scriptedChannel({ clock });
    const desk = scriptedChannel({ clock, name: 'desk' });
    const opened = await openDesk(clock, ruleSet([rule()]), [phone, desk], { store });
    const crash = (fault: unknown): never => {
      throw fault;
    };
    const end = remindOfMutes({ store, clock, crash }, opened.dispatch);
    const stop = async (): Promise<void> => {
      end();
      await stopDispatch(opened.dispatch);
    };
    return { phone, desk, stop };
  };
  return { clock, store, start };
}

const firstLines = ({ requests }: ScriptedChannel): readonly string[] =>
  requests.map(({ text }) => text.split('\n')[0] ?? '');

describe('a long mute', () => {
  test('is reminded of in its chat once each trading morning, all of a chat in one message', async () => {
    const { clock, start } = await scene([
      { scope: { is: 'chat', chat: 'test:phone' } },
      { scope: { is: 'chat', chat: 'test:phone' }, target: { is: 'all' } },
      { scope: { is: 'chat', chat: 'test:desk' } },
      { scope: { is: 'chat', chat: 'test:elsewhere' } },
    ]);
    const { phone, desk } = await start();
    await clock.advance(9 * MINUTE);
    expect([...firstLines(phone), ...firstLines(desk)]).toEqual([]);
    await clock.advance(2 * MINUTE);
    const both = ['🔕 아직 음소거 중: 2개'];
    const one = ['🔕 아직 음소거 중: 1개'];
    expect([firstLines(phone), firstLines(desk)]).toEqual([both, one]);
    await clock.advance(10 * 60 * MINUTE);
    expect([firstLines(phone), firstLines(desk)]).toEqual([both, one]);
    await clock.advance(DAY);
    expect(firstLines(phone)).toEqual([...both, ...both]);
  });

  test('of everyone is told to the operator, and to nobody again after a restart', async () => {
    const { clock, start } = await scene([{ scope: { is: 'everyone' } }]);
    const first = await start();
    await clock.advance(15 * MINUTE);
    expect([firstLines(first.phone).length, firstLines(first.desk).length]).toEqual([1, 0]);
    await first.stop();
    const second = await start();
    await clock.advance(60 * MINUTE);
    expect([...firstLines(second.phone), ...firstLines(second.desk)]).toEqual([]);
  });

  test('is reminded of later on that morning when the bot was not running', async () => {
    const { clock, start } = await scene([{ scope: { is: 'chat', chat: 'test:phone' } }]);
    await clock.advance(3 * 60 * MINUTE);
    const { phone } = await start();
    await clock.advance(MINUTE);
    expect(firstLines(phone)).toHaveLength(1);
  });
});

test('a mute of today is never reminded of', async () => {
  const { clock, start } = await scene([
    {
      scope: { is: 'chat', chat: 'test:phone' },
      createdAt: MONDAY,
      until: MONDAY + 12 * 60 * MINUTE,
    },
  ]);
  const { phone } = await start();
  await clock.advance(11 * 60 * MINUTE);
  expect(firstLines(phone)).toEqual([]);
});
