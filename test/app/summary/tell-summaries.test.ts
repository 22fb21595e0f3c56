import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/channel/channel.ts';
import { endedDay, tellSummaries } from '../../../src/app/summary/tell-summaries.ts';
import { stopDispatch } from '../../../src/deliver/dispatch.ts';
import { TELL_ALL, type ChannelSettings } from '../../../src/settings/settings.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { instantOf, type Day, type TimeOfDay } from '../../../src/vi/kst.ts';
import { openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedChannel } from '../../helpers/scripted-channel.ts';

const MINUTE = 60_000;
const FRIDAY: Day = '2026-11-20';

test.each<[title: string, day: Day, time: TimeOfDay, ended: Day | undefined]>([
  ['before its close', FRIDAY, '19:59:59', undefined],
  ['at its close', FRIDAY, '20:00:00', FRIDAY],
  ['in the night after it', '2026-11-21', '06:59:59', FRIDAY],
  ['the next morning', '2026-11-21', '07:00:00', undefined],
  ['on a Saturday evening', '2026-11-21', '21:00:00', undefined],
  ['on a Monday morning', '2026-11-23', '06:00:00', undefined],
  ['on the exam day, whose evening is as ever', '2026-11-19', '20:00:00', '2026-11-19'],
])('the day to sum up %s', (_, day, time, ended) => {
  expect(endedDay(instantOf(day, time))?.day).toBe(ended);
});

interface Process {
  readonly phone: ScriptedChannel;
  readonly desk: ScriptedChannel;
  readonly trigger: (stock: string) => Promise<unknown>;
  stop(): Promise<void>;
}

/** A store that watched this day; each process on it has chats that it alone writes to. */
async function scene(time: TimeOfDay = '19:50:00', isWatched = true) {
  const clock: FakeClock = fakeClock(instantOf(FRIDAY, time));
  const store: Store = await openStore(':memory:');
  if (isWatched) await store.rows.noteWatched(clock.now());
  const start = async (own: Readonly<Record<string, Partial<ChannelSettings>>> = {}) => {
    const phone = scriptedChannel({ clock });
    const desk = scriptedChannel({ clock, name: 'desk' });
    const opened = await openDesk(clock, ruleSet([rule()]), [phone, desk], { store, own });
    const crash = (fault: unknown): never => {
      throw fault;
    };
    const end = tellSummaries({ store, clock, crash }, opened.dispatch);
    const process: Process = {
      phone,
      desk,
      trigger: (stock) => opened.trigger({ stock }),
      async stop() {
        end();
        await stopDispatch(opened.dispatch);
      },
    };
    return process;
  };
  return { clock, store, start };
}

const summaries = ({ requests }: ScriptedChannel): readonly string[] =>
  requests.flatMap(({ text }) => (text.startsWith('📊') ? [text] : []));

describe("the day's summary", () => {
  test('is told to each channel once, after the last session, as that channel lived the day', async () => {
    const { clock, start } = await scene();
    const { phone, desk, trigger } = await start();
    await trigger('000001');
    await trigger('000002');
    await clock.advance(9 * MINUTE);
    expect([...summaries(phone), ...summaries(desk)]).toEqual([]);
    await clock.advance(2 * MINUTE);
    expect(summaries(phone)).toHaveLength(1);
    expect(summaries(phone)[0]).toContain('알림 2건');
    expect(summaries(desk)).toHaveLength(1);
    expect(summaries(desk)[0]).toContain('알림 0건');
    await clock.advance(20 * 60 * MINUTE);
    expect([summaries(phone).length, summaries(desk).length]).toEqual([1, 1]);
  });

  test('is told once though the bot starts anew afterwards', async () => {
    const { clock, start } = await scene();
    const first = await start();
    await clock.advance(15 * MINUTE);
    expect(summaries(first.phone)).toHaveLength(1);
    await first.stop();
    const second = await start();
    await clock.advance(60 * MINUTE);
    expect([...summaries(second.phone), ...summaries(second.desk)]).toEqual([]);
  });

  test('is told by the next process when the bot was down at the close', async () => {
    const { clock, start } = await scene();
    const first = await start();
    await clock.advance(5 * MINUTE);
    await first.stop();
    await clock.advance(120 * MINUTE);
    const second = await start();
    await clock.advance(MINUTE);
    expect(summaries(first.phone)).toEqual([]);
    expect([summaries(second.phone).length, summaries(second.desk).length]).toEqual([1, 1]);
  });

  test('that waited in its lane when the process stopped is told by the next one', async () => {
    const { clock, start } = await scene('19:59:50');
    const first = await start();
    const down = { is: 'destination-down', reason: 'blocked' } as const;
    first.phone.script(down);
    first.phone.healthy(down);
    await first.trigger('000001');
    await clock.advance(6 * MINUTE);
    expect(summaries(first.phone)).toEqual([]);
    await first.stop();
    const second = await start();
    await clock.advance(5 * MINUTE);
    expect(summaries(second.phone)).toHaveLength(1);
    expect(summaries(second.desk)).toEqual([]);
  });

  test.each<[title: string, answer: Answer | 'lost', posts: number]>([
    ['did not get is told again', { is: 'not-sent', reason: 'ECONNREFUSED' }, 2],
    ['was closed to is told again', { is: 'destination-down', reason: 'kicked' }, 2],
    ['may have taken is not told again', 'lost', 1],
    ['refused for itself is not told again', { is: 'bad-message', reason: 'too long' }, 1],
  ])('that a chat %s', async (_, answer, posts) => {
    const { clock, start } = await scene();
    const { phone } = await start();
    phone.script(answer);
    await clock.advance(60 * MINUTE);
    expect(summaries(phone)).toHaveLength(posts);
  });

  test('waits for alerts that are on their way, so that none is counted as waiting', async () => {
    const { clock, start } = await scene('19:59:50');
    const { phone, trigger } = await start();
    const notSent = { is: 'not-sent', reason: 'ECONNREFUSED' } as const;
    phone.script(notSent, notSent);
    phone.healthy(notSent);
    await trigger('000001');
    await clock.advance(MINUTE);
    phone.healthy({ is: 'accepted', id: '' });
    await clock.advance(2 * MINUTE);
    expect(summaries(phone)).toHaveLength(1);
    expect(summaries(phone)[0]).toContain('알림 1건');
    expect(summaries(phone)[0]).not.toContain('대기');
  });

  test('is not told where it is off, and comes without a sound', async () => {
    const { clock, start } = await scene();
    const { phone, desk } = await start({ desk: { tell: { ...TELL_ALL, summary: 'off' } } });
    await clock.advance(60 * MINUTE);
    expect(summaries(desk)).toEqual([]);
    expect(phone.requests.map(({ message }) => message.silent)).toEqual([true]);
  });

  test('is not told of a day that nobody watched', async () => {
    const { clock, start } = await scene('20:30:00', false);
    const { phone } = await start();
    await clock.advance(60 * MINUTE);
    expect(phone.requests).toEqual([]);
  });
});
