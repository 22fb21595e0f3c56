import { describe, expect, test } from 'vitest';
import type { Notice } from '../../src/alert/notice.ts';
import { watchLull } from '../../src/app/watch-lull.ts';
import type { FeedState } from '../../src/feed/feed.ts';
import { instantOf, timeOf, type Day, type TimeOfDay } from '../../src/vi/kst.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const MINUTE = 60_000;
const LOST: FeedState = { is: 'connecting', attempt: 1, reason: 'no frame for 60 s' };

/** A feed that watches from this moment on, and what the operator is told, by its time. */
function scene(time: TimeOfDay, day: Day = '2026-11-20') {
  const clock = fakeClock(instantOf(day, time));
  const watching: FeedState = { is: 'watching', since: clock.now() };
  const live: { feed: FeedState } = { feed: watching };
  const rows = { reading: 0, ignored: 0, malformed: 0 };
  const told: string[] = [];
  const tell = (notice: Notice): void => {
    const minutes = 'ms' in notice ? Math.round(notice.ms / MINUTE) : 0;
    told.push(`${timeOf(clock.now()).slice(0, 5)} ${notice.is} ${minutes}`);
  };
  const crash = (fault: unknown): never => {
    throw fault;
  };
  const close = watchLull({ clock, crash }, live, { rows }, tell);
  return {
    told,
    close,
    pass: (minutes: number) => clock.advance(minutes * MINUTE),
    hear: () => void (rows.reading += 1),
    lose: () => void (live.feed = LOST),
    find: () => void (live.feed = watching),
  };
}

describe('a market without events', () => {
  test('is told once after 45 minutes of the session, and the first event after it', async () => {
    const { told, pass, hear } = scene('10:00:00');
    await pass(44);
    expect(told).toEqual([]);
    await pass(60);
    expect(told).toEqual(['10:45 nothing-heard 45']);
    hear();
    await pass(1);
    expect(told.slice(1)).toEqual(['11:44 heard-again 104']);
    await pass(46);
    expect(told.slice(2)).toEqual(['12:29 nothing-heard 45']);
  });

  test.each<[title: string, time: TimeOfDay, day?: Day]>([
    ['before the opening', '08:00:00'],
    ['after the close', '15:30:00'],
    ['late at night', '22:00:00'],
    ['on a Sunday', '10:00:00', '2026-11-22'],
  ])('is as it should be %s', async (_, time, day) => {
    const { told, pass } = scene(time, day);
    await pass(60);
    expect(told).toEqual([]);
  });

  test('counts from the opening, which is an hour later on the exam day', async () => {
    const ordinary = scene('07:00:00');
    await ordinary.pass(180);
    expect(ordinary.told).toEqual(['09:44 nothing-heard 45']);
    const exam = scene('07:00:00', '2026-11-19');
    await exam.pass(240);
    expect(exam.told).toEqual(['10:44 nothing-heard 45']);
  });

  test('is not told while events come, however few', async () => {
    const { told, pass, hear } = scene('09:00:00');
    for (let n = 0; n < 9; n += 1) {
      await pass(40);
      hear();
    }
    expect(told).toEqual([]);
  });

  test('counts anew when the line was lost', async () => {
    const { told, pass, lose, find } = scene('10:00:00');
    await pass(30);
    lose();
    await pass(10);
    find();
    await pass(44);
    expect(told).toEqual([]);
    await pass(2);
    expect(told).toEqual(['11:25 nothing-heard 45']);
  });

  test('ends with the first event, even if that is in another session', async () => {
    const { told, pass, hear } = scene('14:30:00');
    await pass(90);
    hear();
    await pass(1);
    expect(told).toEqual(['15:15 nothing-heard 45', '16:00 heard-again 90']);
  });

  test('is not told by a bot that stops', async () => {
    const { told, pass, close } = scene('10:00:00');
    close();
    await pass(60);
    expect(told).toEqual([]);
  });
});
