import { expect, test, type TestContext } from 'vitest';
import { tellAside } from '../../../src/app/care/tell-aside.ts';
import { earliest } from '../../../src/deliver/limits.ts';
import { openDesk, type Desk } from '../../helpers/dispatch-desk.ts';
import { fakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedChannel } from '../../helpers/scripted-channel.ts';
import { TELL_ALL } from '../../../src/settings/settings.ts';
import { persistentStore } from '../../../src/store/persistent-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { opened } from '../../store/place.ts';

const FAULT = { is: 'store-fault', reason: 'disk full' } as const;
const SAID = '저장소에 쓸 수 없습니다';

interface Scene {
  readonly clock: FakeClock;
  readonly desk: Desk;
  readonly phone: ScriptedChannel;
  readonly other: ScriptedChannel;
  /** Whether transactions go through. */
  open: boolean;
}

/** Two channels; the phone is the operator's, and takes one message a second. */
async function scene(context: TestContext): Promise<Scene> {
  const clock = fakeClock();
  const windows = [
    { scope: 'phone', count: 1, ms: 1_000 },
    { scope: 'bot', count: 30, ms: 1_000 },
  ];
  const phone = scriptedChannel({ clock, name: 'phone', windows });
  const other = scriptedChannel({ clock, name: 'other' });
  const inner = await opened(context, ':memory:');
  const full = Object.assign(new Error('full'), { errcode: 13 });
  const store: Store = {
    ...inner,
    transaction: (work) => (it.open ? inner.transaction(work) : Promise.reject(full)),
  };
  const persistent = persistentStore(store, clock, () => undefined);
  const rules = ruleSet([rule({ notify: ['phone'] })]);
  const desk = await openDesk(clock, rules, [phone, other], { store: persistent });
  const it: Scene = { clock, desk, phone, other, open: true };
  return it;
}

/** The same, with an alert that waited for its window when the store closed: no step goes through. */
async function stuck(context: TestContext): Promise<Scene> {
  const it = await scene(context);
  await it.desk.trigger({ stock: '000001' });
  await it.clock.advance(10);
  await it.desk.trigger({ stock: '000002' });
  it.open = false;
  await it.clock.advance(2_000);
  expect(it.phone.requests).toHaveLength(1);
  return it;
}

const shows = (channel: ScriptedChannel): number =>
  channel.shown().filter((text) => text.includes(SAID)).length;

test('the operator hears of it while their own lane waits for the store', async (context) => {
  const it = await stuck(context);
  const told = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(15_000);
  expect(await told).toBe(true);
  expect(it.phone.requests).toHaveLength(2);
  expect(shows(it.phone)).toBe(1);

  it.open = true;
  await it.clock.advance(5_000);
  expect(it.phone.shown()).toHaveLength(3);
  expect(await it.desk.sum()).toEqual({ sent: 2 });
});

test('another channel is taken where the operator’s does not accept it', async (context) => {
  const it = await scene(context);
  it.phone.script({ is: 'not-sent', reason: 'refused' });
  const told = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(1_000);
  expect(await told).toBe(true);
  expect([shows(it.phone), shows(it.other)]).toEqual([0, 1]);
});

test('nobody hears of it when no channel takes it', async (context) => {
  const it = await scene(context);
  it.phone.script({ is: 'wait', ms: 60_000, scope: undefined });
  it.other.script({ is: 'ambiguous', reason: 'no answer' });
  const told = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(1_000);
  expect(await told).toBe(false);
});

test('what a 429 forbids is kept', async (context) => {
  const it = await scene(context);
  it.phone.script({ is: 'wait', ms: 60_000, scope: undefined });
  const first = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(1_000);
  expect(await first).toBe(true);
  const second = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(30_000);
  expect(it.phone.requests).toHaveLength(1);
  await it.clock.advance(40_000);
  expect(await second).toBe(true);
  expect(it.phone.requests).toHaveLength(2);
});

test('what a 429 forbids to one chat holds back no other of the same bot', async (context) => {
  const it = await scene(context);
  it.phone.script({ is: 'wait', ms: 60_000, scope: 'phone' });
  const told = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(1_000);
  await told;
  const { limits } = it.desk.dispatch.deps;
  const opensIn = (scope: string): number =>
    earliest(limits, [{ scope, count: 30, ms: 1_000 }], 'reply', it.clock.elapsed());
  expect(opensIn('phone')).toBeGreaterThan(60_000);
  expect(opensIn('bot')).toBe(it.clock.elapsed());
});

test('what a 429 forbids holds an alert that waited for the store meanwhile', async (context) => {
  const it = await stuck(context);
  it.phone.script({ is: 'wait', ms: 60_000, scope: 'phone' });
  const told = tellAside(it.desk.dispatch, FAULT);
  await it.clock.advance(15_000);
  expect(await told).toBe(true);
  expect(it.phone.requests).toHaveLength(2);

  it.open = true;
  await it.clock.advance(50_000);
  expect(it.phone.requests).toHaveLength(2);
  await it.clock.advance(20_000);
  expect(it.phone.requests).toHaveLength(3);
  expect(await it.desk.sum()).toEqual({ sent: 2 });
});

test('a chat with a new id is told there the next time', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const { dispatch } = await openDesk(clock, ruleSet([rule()]), [phone]);
  phone.script({ is: 'moved', to: 'test:new' });
  const told = tellAside(dispatch, FAULT);
  await clock.advance(1_000);
  expect([await told, phone.chat]).toEqual([false, 'test:new']);
});

test('an operator who has turned such notices off is not told, and nobody is in their place', async () => {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const other = scriptedChannel({ clock, name: 'other' });
  const own = { phone: { tell: { ...TELL_ALL, store: 'off' as const } } };
  const { dispatch } = await openDesk(clock, ruleSet([rule()]), [phone, other], { own });
  expect(await tellAside(dispatch, FAULT)).toBe(true);
  await clock.advance(60_000);
  expect([...phone.requests, ...other.requests]).toEqual([]);
});
