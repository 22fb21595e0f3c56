import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Notice } from '../../src/alert/notice.ts';
import { watchStalls } from '../../src/app/chores/watch-stalls.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  pause,
  SLACK_CHANNEL,
} from '../helpers/process.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const undo: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(undo.splice(0).map((each) => each()));
});

/** A clock whose timers ring `late` ms late, as in a program that stood still. */
function watched() {
  const clock = fakeClock();
  const told: Notice[] = [];
  let late = 0;
  const stalling = { ...clock, elapsed: () => clock.elapsed() + late };
  const crash = (fault: unknown): never => expect.unreachable(String(fault));
  const parts = { clock: stalling, log: () => undefined, crash };
  const cancel = watchStalls(parts, (one) => told.push(one));
  return { clock, told, cancel, stall: (ms: number) => void (late += ms) };
}

describe('a loop that stands still', () => {
  test('for over 10 s is told once, with how long', async () => {
    const { clock, told, stall } = watched();
    await clock.advance(5_500);
    stall(12_000);
    await clock.advance(60_000);
    expect(told).toEqual([{ is: 'stalled', ms: 12_000 }]);
  });

  test('for less is not, nor is a wall clock that steps', async () => {
    const { clock, told, stall } = watched();
    stall(9_900);
    await clock.advance(5_000);
    clock.stepWall(3_600_000);
    await clock.advance(5_000);
    expect(told).toEqual([]);
    stall(10_100);
    await clock.advance(1_000);
    expect(told).toHaveLength(1);
  });

  test('is no more looked for after the end', async () => {
    const { clock, told, cancel, stall } = watched();
    cancel();
    expect(clock.pending()).toBe(0);
    stall(60_000);
    await clock.advance(60_000);
    expect(told).toEqual([]);
  });
});

test('a process that was stopped for 12 s says so, echoes the PING that waited, and goes on', async () => {
  const premises = await openPremises();
  undo.push(() => premises.close());
  const bot = await premises.watch();
  // A connection that the chat closed meanwhile makes the notice go to the other channel.
  const shown = (part: string): boolean =>
    [...premises.telegram.shown(ADMIN), ...premises.slack.shown(SLACK_CHANNEL)].some(({ text }) =>
      text.includes(part),
    );
  // A request that is in hand now would count as lost: the next notice would go to Slack.
  await eventually('the watch is told', () => shown('감시 중'));
  await pause(1_000);
  bot.child.kill('SIGSTOP');
  await pause(500);
  const before = premises.broker.heard.length;
  premises.broker.sendRaw('{"trnm":"PING","at":"while it stood still"}');
  premises.broker.sendRaw(frameOf(firesNow('900001', '가나전자')));
  await pause(12_000);
  bot.child.kill('SIGCONT');
  await eventually('the alert', () => shown('가나전자'));
  await eventually('the notice', () => shown('동안 멈춰 있었습니다'));
  const [first] = premises.broker.heard.slice(before);
  expect(first).toBe('{"trnm":"PING","at":"while it stood still"}');
  expect(premises.broker.connections()).toBe(1);
});
