import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { scaledClock } from '../../src/platform/scaled-clock.ts';
import { virtualClock } from '../../src/platform/virtual-clock.ts';
import { instantOf } from '../../src/vi/kst.ts';

const START = instantOf('2026-11-20', '09:00:00');

/** Lets what a timer began come to its end. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await setImmediate();
}

/** A clock of `speed`, the real one below it, and the elapsed time at which each timer fired. */
function scene(speed: number) {
  const real = virtualClock(START);
  const clock = scaledClock(real, speed);
  const fired: (readonly [string, number])[] = [];
  const after = (ms: number, name: string) =>
    clock.after(ms, () => void fired.push([name, clock.elapsed()]));
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1) {
      await real.advance(1);
      await turns();
    }
  };
  return { real, clock, fired, after, pass };
}

describe('a scaled clock', () => {
  test('passes half a second in one, by the wall as well', async () => {
    const { real, clock } = scene(0.5);
    await real.advance(1_000);
    expect([clock.elapsed(), clock.now() - START]).toEqual([500, 500]);
  });

  test('a fast one goes from timer to timer: what is done between them takes no time', async () => {
    const { pass, clock, after } = scene(10);
    await pass(50);
    expect(clock.elapsed()).toBe(0);
    after(1_000, 'timer');
    await pass(99);
    expect(clock.elapsed()).toBe(0);
    await pass(1);
    expect([clock.elapsed(), clock.now() - START]).toEqual([1_000, 1_000]);
  });

  test('fires each timer at its own moment, in order, and not before its time', async () => {
    const { pass, fired, after } = scene(10);
    after(3_000, 'late');
    after(1_000, 'early');
    await pass(99);
    expect(fired).toEqual([]);
    await pass(201);
    expect(fired).toEqual([
      ['early', 1_000],
      ['late', 3_000],
    ]);
  });

  test('a timer that is cancelled never fires, and the next one does', async () => {
    const { pass, fired, after } = scene(10);
    const cancel = after(1_000, 'cancelled');
    after(2_000, 'kept');
    cancel();
    await pass(200);
    expect(fired).toEqual([['kept', 2_000]]);
  });

  /** A machine whose timers fire when it is told, and which takes its time. */
  function slowMachine() {
    let elapsed = 0;
    let due: (() => void) | undefined;
    const real = {
      now: () => START + elapsed,
      elapsed: () => elapsed,
      after(_: number, fn: () => void) {
        due = fn;
        return () => undefined;
      },
    };
    return { real, take: (ms: number) => void (elapsed += ms), fire: () => due?.() };
  }

  test.each([
    ['at 1 what the machine was late is lost', 1, [500, 500, 501]],
    ['at a half, too', 0.5, [500, 500, 500.5]],
  ])('stands before a timer, however late; %s', async (_what, speed, seen) => {
    const { real, take, fire } = slowMachine();
    const clock = scaledClock(real, speed);
    const fired: number[] = [];
    clock.after(500, () => {
      take(1_000);
      fired.push(clock.elapsed());
    });
    take(600 / speed);
    expect(clock.elapsed()).toBe(500);
    fire();
    await turns();
    const after = clock.elapsed();
    take(1);
    expect([...fired, after, clock.elapsed()]).toEqual(seen);
  });

  test('what is overdue at a high speed fires one after the other, each at its moment', async () => {
    const { real, take, fire } = slowMachine();
    const clock = scaledClock(real, 100);
    const fired: number[] = [];
    for (const ms of [100, 200, 900]) clock.after(ms, () => void fired.push(clock.elapsed()));
    take(5);
    fire();
    await turns();
    expect([fired, clock.elapsed()]).toEqual([[100, 200], 200]);
  });

  test('a timer set between two others counts from the moment it is set', async () => {
    const { pass, fired, after } = scene(1);
    after(500, 'far');
    await pass(100);
    after(50, 'near');
    await pass(51);
    expect(fired).toEqual([['near', 150]]);
  });

  test('its wall time steps without any time passing', async () => {
    const { real, clock } = scene(0.5);
    clock.stepTo(START - 86_400_000);
    await real.advance(500);
    expect([clock.elapsed(), clock.now()]).toEqual([250, START - 86_400_000 + 250]);
  });
});
