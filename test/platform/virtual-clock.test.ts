import { describe, expect, test } from 'vitest';
import { sleep } from '../../src/platform/clock.ts';
import { virtualClock } from '../../src/platform/virtual-clock.ts';

describe('a virtual clock', () => {
  test('stands still until it is told to pass', async () => {
    const clock = virtualClock(1_000);
    let fired = 0;
    clock.after(0, () => (fired += 1));
    expect([clock.now(), clock.elapsed(), fired, clock.pending()]).toEqual([1_000, 0, 0, 1]);
    await clock.advance(0);
    expect([fired, clock.pending()]).toEqual([1, 0]);
  });

  test('fires what falls due in the order of time, then of setting, each at its moment', async () => {
    const clock = virtualClock(1_000);
    const fired: string[] = [];
    const note = (name: string) => () => void fired.push(`${name}@${clock.now()}`);
    clock.after(20, note('late'));
    clock.after(10, note('first'));
    clock.after(10, note('second'));
    clock.after(21, note('beyond'));
    await clock.advance(20);
    expect(fired).toEqual(['first@1010', 'second@1010', 'late@1020']);
    expect(clock.now()).toBe(1_020);
  });

  test('a cancelled timer does not fire, and its neighbour does', async () => {
    const clock = virtualClock(0);
    const fired: string[] = [];
    const cancel = clock.after(5, () => fired.push('cancelled'));
    clock.after(6, () => {
      fired.push('kept');
      cancel();
    });
    cancel();
    await clock.advance(10);
    expect(fired).toEqual(['kept']);
  });

  test('runs until nothing waits, through timers that promises set', async () => {
    const clock = virtualClock(0);
    const at: number[] = [];
    const again = async (ms: number, left: number): Promise<void> => {
      await sleep(clock, ms);
      at.push(clock.elapsed());
      if (left > 0) await again(1_000, left - 1);
    };
    const done = again(500, 3);
    await clock.runUntilIdle();
    await done;
    expect(at).toEqual([500, 1_500, 2_500, 3_500]);
    expect(clock.pending()).toBe(0);
  });
});
