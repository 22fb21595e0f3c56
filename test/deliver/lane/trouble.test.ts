import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../src/alert/notice.ts';
import type { Answer } from '../../../src/channel/channel.ts';
import { probeNow } from '../../../src/deliver/dispatch.ts';
import { block } from '../../../src/deliver/limits.ts';
import { notify } from '../../../src/deliver/notify.ts';
import { sleep } from '../../../src/platform/clock.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Rows } from '../../../src/store/store.ts';
import { openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedChannel } from '../../helpers/scripted-channel.ts';

const MINUTE = 60_000;
const notSent: Answer = { is: 'not-sent', reason: 'ECONNREFUSED' };
const closed: Answer = { is: 'destination-down', reason: 'bot was blocked' };

/** Notes when a channel is asked by `check`, and answers as told from then on. */
function counting(channel: ScriptedChannel, now: () => number) {
  const at: number[] = [];
  let answer: Answer = { is: 'accepted', id: '' };
  const check = (): Promise<Answer> => {
    at.push(now());
    return Promise.resolve(answer);
  };
  return {
    channel: { ...channel, check },
    at,
    healthy: (next: Answer) => void (answer = next),
  };
}

/** Two channels: the operator's `phone`, and `desk`, which the rules write to. */
async function scene() {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = scriptedChannel({ clock, name: 'desk' });
  const asked = counting(desk, () => clock.elapsed());
  const rules = ruleSet([rule({ notify: ['desk'] })]);
  const opened = await openDesk(clock, rules, [phone, asked.channel], {
    settings: { usefulFor: 10 * 60 * MINUTE },
  });
  return { clock, phone, desk, asked, opened };
}

const seconds = (at: readonly number[]): readonly number[] =>
  at.map((ms) => Math.round(ms / 1_000));

describe('a destination that fails', () => {
  test('is asked after 1, 2, 4, 8, 16, then every 30 s, and by probes from the second failure on', async () => {
    const { clock, desk, asked, opened } = await scene();
    desk.script(notSent, notSent);
    asked.healthy(notSent);
    await opened.trigger();
    await clock.advance(130_000);
    expect(seconds(desk.requests.map(({ at }) => at))).toEqual([0, 1]);
    expect(seconds(asked.at)).toEqual([3, 7, 15, 31, 61, 91, 121]);
  });

  test('is told to the operator once, within 90 s, and its return too', async () => {
    const { clock, phone, desk, asked, opened } = await scene();
    desk.script(notSent, notSent);
    asked.healthy(notSent);
    await opened.trigger();
    await clock.advance(10 * MINUTE);
    expect(phone.requests).toHaveLength(1);
    expect(phone.requests[0]?.at).toBeLessThan(90_000);
    expect(phone.requests[0]?.text).toContain('desk');
    asked.healthy({ is: 'accepted', id: '' });
    await clock.advance(MINUTE);
    expect(phone.requests).toHaveLength(2);
    expect(phone.requests[1]?.text).toContain('desk');
    expect(await opened.sum()).toEqual({ sent: 1 });
  });

  test('that comes back within 45 s is nobody told of', async () => {
    const { clock, phone, desk, opened } = await scene();
    desk.script(notSent, notSent);
    await opened.trigger();
    await clock.advance(5 * MINUTE);
    expect(await opened.sum()).toEqual({ sent: 1 });
    expect(phone.requests).toEqual([]);
  });

  test('delays no other', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = scriptedChannel({ clock, name: 'desk' });
    const rules = ruleSet([rule({ notify: ['desk', 'phone'] })]);
    const opened = await openDesk(clock, rules, [phone, desk]);
    desk.script(...Array.from({ length: 20 }, () => notSent));
    await opened.trigger();
    await clock.advance(100);
    expect(phone.requests.map(({ at }) => at)).toEqual([0]);
  });
});

describe('a destination that takes nothing', () => {
  test('is probed after 1, 5, 15, then every 60 minutes, without a message', async () => {
    const { clock, desk, asked, opened } = await scene();
    desk.script(closed);
    asked.healthy(closed);
    await opened.trigger();
    await clock.advance(150 * MINUTE);
    expect(asked.at.map((ms) => Math.round(ms / MINUTE))).toEqual([1, 6, 21, 81, 141]);
    expect(desk.requests).toHaveLength(1);
  });

  test('is told to the operator at once and once, and its return when a message went through', async () => {
    const { clock, phone, desk, asked, opened } = await scene();
    desk.script(closed);
    asked.healthy(closed);
    await opened.trigger();
    await clock.advance(30 * MINUTE);
    expect(seconds(phone.requests.map(({ at }) => at))).toEqual([0]);
    expect(phone.requests[0]?.text).toContain('bot was blocked');
    asked.healthy({ is: 'accepted', id: '' });
    await clock.advance(60 * MINUTE);
    expect(phone.requests).toHaveLength(2);
    expect(await opened.sum()).toEqual({ sent: 1 });
  });

  test('that passes the probe and refuses the message rests on, longer each time', async () => {
    const { clock, phone, desk, opened } = await scene();
    desk.script(closed, closed, closed);
    await opened.trigger();
    await clock.advance(30 * MINUTE);
    expect(desk.requests.map(({ at }) => Math.round(at / MINUTE))).toEqual([0, 1, 6, 21]);
    expect(phone.requests).toHaveLength(2);
  });

  test('is asked at once when somebody writes there', async () => {
    const { clock, asked, desk, opened } = await scene();
    desk.script(closed);
    await opened.trigger();
    await clock.advance(10_000);
    probeNow(opened.dispatch, desk.chat);
    await clock.advance(1_000);
    expect(seconds(asked.at)).toEqual([10]);
    expect(await opened.sum()).toEqual({ sent: 1 });
  });

  test('is not asked when somebody writes elsewhere', async () => {
    const { clock, asked, desk, phone, opened } = await scene();
    desk.script(closed);
    await opened.trigger();
    await clock.advance(10_000);
    probeNow(opened.dispatch, phone.chat);
    await clock.advance(1_000);
    expect(asked.at).toEqual([]);
  });
});

test('a token fault rests every destination of its platform', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = scriptedChannel({ clock, name: 'desk' });
  const rules = ruleSet([
    { ...rule({ name: 'a', notify: ['phone'] }), test: ({ stock }) => stock === '000001' },
    { ...rule({ name: 'b', notify: ['desk'] }), test: ({ stock }) => stock === '000002' },
  ]);
  const opened = await openDesk(clock, rules, [phone, desk]);
  phone.script({ is: 'token-down', reason: '401' });
  await opened.trigger({ stock: '000001' });
  await clock.advance(1_000);
  await opened.trigger({ stock: '000002' });
  await clock.advance(58_000);
  expect([phone.requests.length, desk.requests.length]).toEqual([1, 0]);
  await clock.advance(2_000);
  expect(await opened.sum()).toEqual({ sent: 2 });
});

test('a notice that one channel did not take goes through the next', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = scriptedChannel({ clock, name: 'desk' });
  const { dispatch } = await openDesk(clock, ruleSet([]), [phone, desk]);
  phone.script('lost');
  notify(dispatch, { is: 'test', channel: 'desk' });
  await clock.advance(1_000);
  expect([phone.requests.length, desk.requests.length]).toEqual([1, 1]);
});

/** The operator's only channel, and what it is told of. */
async function alone(...answers: readonly (Answer | 'lost')[]) {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const { dispatch } = await openDesk(clock, ruleSet([]), [phone]);
  phone.script(...answers);
  const asked = (): readonly number[] => seconds(phone.requests.map(({ at }) => at));
  return { clock, phone, asked, tell: (notice: Notice) => notify(dispatch, notice) };
}

const LOST: Notice = { is: 'feed-lost', since: 0, reason: undefined };
const STALLED: Notice = { is: 'stalled', ms: 12_000 };

test('a notice that no channel takes waits in the last one until that is back', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = scriptedChannel({ clock, name: 'desk' });
  const { dispatch } = await openDesk(clock, ruleSet([]), [phone, desk]);
  phone.script(notSent);
  desk.script(notSent, notSent);
  notify(dispatch, LOST);
  await clock.advance(60_000);
  expect([phone.requests.length, desk.requests.length]).toEqual([1, 3]);
  expect(desk.shown()).toHaveLength(1);
});

test('a notice that finds the others in trouble by then waits for the first', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock, trip: 500 });
  const desk = scriptedChannel({ clock, name: 'desk' });
  const rules = ruleSet([rule({ notify: ['desk'] })]);
  const opened = await openDesk(clock, rules, [phone, desk]);
  phone.script(notSent);
  desk.script(closed);
  desk.healthy(closed);
  notify(opened.dispatch, STALLED);
  await opened.trigger();
  await clock.advance(60_000);
  expect(phone.shown().filter((text) => text.includes('12초'))).toHaveLength(1);
});

test('a 429 that comes while a notice waits for the disk holds it', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock, windows: [{ scope: 'bot', count: 30, ms: 1_000 }] });
  const store = await openStore(':memory:');
  const openAttempt: Rows['openAttempt'] = async (attempt, at) => {
    await sleep(clock, 100);
    return store.rows.openAttempt(attempt, at);
  };
  const slow = { ...store, rows: { ...store.rows, openAttempt } };
  const { dispatch } = await openDesk(clock, ruleSet([]), [phone], { store: slow });
  notify(dispatch, LOST);
  await clock.advance(50);
  block(dispatch.deps.limits, 'bot', clock.elapsed() + 20_000);
  await clock.advance(30_000);
  expect(seconds(phone.requests.map(({ at }) => at))).toEqual([20]);
});

test('what is told while a notice waits comes after it', async () => {
  const { clock, phone, asked, tell } = await alone(notSent, notSent);
  tell(LOST);
  await clock.advance(500);
  tell(STALLED);
  await clock.advance(60_000);
  expect(asked()).toEqual([0, 1, 3, 3]);
  expect(phone.shown().map((text) => text.includes('12초'))).toEqual([false, true]);
});

test('a notice to a closed chat is told when that is open again', async () => {
  const { clock, phone, asked, tell } = await alone(closed);
  phone.healthy(closed);
  tell(LOST);
  await clock.advance(2 * MINUTE);
  expect(asked()).toEqual([0]);
  phone.healthy({ is: 'accepted', id: '' });
  await clock.advance(5 * MINUTE);
  // After it, that the chat was paused, and that it is back.
  expect(phone.shown()).toHaveLength(3);
  expect(phone.shown()[0]).toBe(phone.requests[0]?.text);
});

test.each([
  ['may have arrived is said once more', ['lost', 'lost'], 2],
  ['the chat does not like is not said again', [{ is: 'bad-message', reason: 'no' }], 1],
] as const)('a notice that %s', async (_title, answers, most) => {
  const { clock, asked, tell } = await alone(...answers);
  tell(LOST);
  await clock.advance(10 * MINUTE);
  expect(asked()).toHaveLength(most);
});

describe('a chat with a new id', () => {
  const moved: Answer = { is: 'moved', to: 'test:new' };

  test('gets the notice that found it moved', async () => {
    const { clock, phone, tell } = await alone(moved);
    tell(LOST);
    await clock.advance(2_000);
    expect(phone.chat).toBe('test:new');
    expect(phone.shown()).toHaveLength(1);
  });

  test('gets the notice that was on its way when it was heard of elsewhere', async () => {
    const { clock, phone, tell } = await alone(moved);
    tell(LOST);
    await clock.advance(1);
    phone.move('test:new');
    await clock.advance(2_000);
    expect(phone.shown()).toHaveLength(1);
  });

  test('does not get again what the old id had taken by then', async () => {
    const { clock, phone, asked, tell } = await alone();
    tell(LOST);
    await clock.advance(1);
    phone.move('test:new');
    await clock.advance(10 * MINUTE);
    expect(asked()).toEqual([0]);
  });

  test('is no new one where it is the one that it has: asked as any that fails', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, chat: 'test:new' });
    const probes: number[] = [];
    phone.check = async () => {
      probes.push(clock.elapsed());
      return moved;
    };
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script(notSent, notSent);
    await desk.trigger();
    await clock.advance(MINUTE);
    expect(probes.length).toBeGreaterThan(0);
    expect(probes.length).toBeLessThan(10);
  });

  test.each([
    ['fails', [notSent, notSent]],
    ['is closed', [closed]],
  ])('is found by the probe of one that %s', async (_title, answers) => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    phone.check = async () => (phone.chat === 'test:new' ? { is: 'accepted', id: '' } : moved);
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script(...answers);
    await desk.trigger();
    await clock.advance(2 * MINUTE);
    expect(phone.chat).toBe('test:new');
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test.each([
    ['gets the release that is told on its own', 'test:old', [moved], 2],
    [
      'is asked no more for a release where it is the one that it has',
      'test:new',
      [moved, moved],
      1,
    ],
  ])('%s', async (_title, chat, answers, shown) => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, chat });
    const desk = await openDesk(clock, ruleSet([rule({ onRelease: 'reply' })]), [phone]);
    const event = await desk.trigger();
    await clock.advance(30_000);
    phone.script(...answers);
    await desk.release(event);
    await clock.advance(5_000);
    expect(phone.shown()).toHaveLength(shown);
  });
});
