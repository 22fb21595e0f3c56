import { describe, expect, onTestFinished, test } from 'vitest';
import type { Rows } from '../../src/store/store.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { aPlace, opened } from './place.ts';

const at = (day: string, time = '10:00:00'): number => instantOf(day, time);

/** A store whose file is opened anew by `again`. */
async function aStore(context: Parameters<typeof aPlace>[0]) {
  const path = aPlace(context);
  const { rows } = await opened(context, path);
  return { rows, again: async () => (await opened(context, path)).rows };
}

describe('when the broker was watched', () => {
  test('is not known before it was', async (context) => {
    const { rows } = await aStore(context);
    expect(await rows.watchedUntil()).toBeUndefined();
    expect(await rows.watchedSince('2026-11-20')).toBeUndefined();
  });

  test('is kept: the last instant, and the first of each day', async (context) => {
    const { rows, again } = await aStore(context);
    const noted = [
      at('2026-11-19', '23:59:59'),
      at('2026-11-20', '00:00:09'),
      at('2026-11-20', '20:00:00'),
    ];
    for (const one of noted) await rows.noteWatched(one);
    const kept = await again();
    expect(await kept.watchedUntil()).toBe(noted[2]);
    expect(await kept.watchedSince('2026-11-19')).toBe(noted[0]);
    expect(await kept.watchedSince('2026-11-20')).toBe(noted[1]);
    expect(await kept.watchedSince('2026-11-21')).toBeUndefined();
  });
});

describe('gaps', () => {
  const friday = { from: at('2026-11-20'), to: at('2026-11-20', '10:01:00'), reason: 'lost' };
  const weekend = { from: at('2026-11-20', '20:00:00'), to: at('2026-11-23'), reason: 'stopped' };

  async function filled(context: Parameters<typeof aPlace>[0]): Promise<Rows> {
    const { rows, again } = await aStore(context);
    await rows.addGap(weekend);
    await rows.fillGap(await rows.addGap(friday), 3);
    return again();
  }

  test('are kept in the order they began, filled or not', async (context) => {
    const rows = await filled(context);
    expect(await rows.gaps({})).toMatchObject([
      { ...friday, filled: 3 },
      { ...weekend, filled: undefined },
    ]);
  });

  test.each([
    [{ from: '2026-11-21' }, ['stopped']],
    [{ from: '2026-11-24' }, []],
    [{ to: '2026-11-20' }, ['lost', 'stopped']],
    [{ to: '2026-11-19' }, []],
    [{ from: '2026-11-22', to: '2026-11-22' }, ['stopped']],
  ])('are of the days they touch: %j', async (filter, reasons) => {
    const rows = await filled({ onTestFinished });
    expect((await rows.gaps(filter)).map(({ reason }) => reason)).toEqual(reasons);
  });
});

describe('what ka10054 says', () => {
  test('is kept beside the episode, and told with its events', async (context) => {
    const { rows, again } = await aStore(context);
    const event = viEvent({ venue: undefined });
    const { day, stock, triggerTime, kind } = event;
    const key = { day, stock, triggerTime, kind, releaseTime: undefined, state: 'active' } as const;
    await rows.addEpisode({ ...key, id: 'one', venue: undefined });
    await rows.addEpisode({ ...key, id: 'two', venue: 'krx' });
    await rows.addEvent('one', event);
    await rows.changeEpisode('one', { state: 'unconfirmed', releaseTime: undefined, venue: 'nxt' });
    await rows.noteHistory(['one'], 'absent');
    await rows.noteHistory([], 'confirmed');
    const kept = await again();
    expect([...(await kept.histories(day))]).toEqual([['one', 'absent']]);
    const told = { day, stock, venue: 'nxt', state: 'unconfirmed', history: 'absent' };
    expect(await kept.eventLog({ from: day, to: day })).toMatchObject([told]);
    expect(await kept.eventLog({ to: '2026-11-19' })).toEqual([]);
  });
});
