import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { scaledClock } from '../../src/platform/scaled-clock.ts';
import { virtualClock } from '../../src/platform/virtual-clock.ts';
import { instantOf } from '../../src/vi/kst.ts';

const START = instantOf('2026-11-20', '09:00:00');

/** Lets what a timer began come to its end. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
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
  test('passes ten seconds in one, by the wall as well', async () => {
    const { real, clock } = scene(10);
    await real.advance(1_000);
    expect([clock.elapsed(), clock.now() - START]).toEqual([10_000, 10_000]);
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

  test('stands before a timer that the machine is late for, and never steps back', async () => {
    let elapsed = 0;
    const due: (() => void)[] = [];
    const slow = {
      now: () => START + elapsed,
      elapsed: () => elapsed,
      after: (_: number, fn: () => void) => {
        due.push(fn);
        return () => void due.splice(due.indexOf(fn), 1);
      },
    };
    const clock = scaledClock(slow, 100);
    const fired: number[] = [];
    clock.after(500, () => {
      elapsed += 1_000;
      fired.push(clock.elapsed());
    });
    elapsed = 60;
    expect(clock.elapsed()).toBe(500);
    due[0]?.();
    await turns();
    expect([...fired, clock.elapsed()]).toEqual([500, 500]);
    elapsed += 1;
    expect(clock.elapsed()).toBe(600);
  });

  test('a timer set between two others counts from the moment it is set', async () => {
    const { pass, fired, after } = scene(10);
    after(5_000, 'far');
    await pass(100);
    after(500, 'near');
    await pass(50);
    expect(fired).toEqual([['near', 1_500]]);
  });

  test('its wall time steps without any time passing', async () => {
    const { real, clock } = scene(2);
    clock.stepTo(START - 86_400_000);
    await real.advance(500);
    expect([clock.elapsed(), clock.now()]).toEqual([1_000, START - 86_400_000 + 1_000]);
  });
});
