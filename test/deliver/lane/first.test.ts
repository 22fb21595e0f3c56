import { describe, expect, test } from 'vitest';
import { notify } from '../../../src/deliver/notify.ts';
import { stopDispatch, take } from '../../../src/deliver/dispatch.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { persistentStore } from '../../../src/store/persistent-store.ts';
import type { Rows, Store } from '../../../src/store/store.ts';
import { heard, openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel } from '../../helpers/scripted-channel.ts';
import { viEvent } from '../../helpers/vi-event.ts';

/** A store that counts what it syncs, and that refuses its next commits as told. */
async function countingStore(clock: FakeClock, given: { refusals?: number } = {}) {
  const inner = await openStore(':memory:');
  const counted = { syncs: 0, refusals: given.refusals ?? 0 };
  const transaction: Store['transaction'] = (work) =>
    inner.transaction(async (rows: Rows) => {
      const done = await work(rows);
      if (counted.refusals > 0) {
        counted.refusals -= 1;
        throw Object.assign(new Error('the disk is full'), { errcode: 13 });
      }
      counted.syncs += 1;
      return done;
    });
  return { counted, store: persistentStore({ ...inner, transaction }, clock, () => undefined) };
}

describe('the first of what is accepted', () => {
  test('costs one sync before its request when nothing stands before it', async () => {
    const clock = fakeClock();
    const { store, counted } = await countingStore(clock);
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone], { store });
    counted.syncs = 0;
    await desk.trigger();
    expect(phone.requests).toHaveLength(1);
    expect(counted.syncs).toBe(1);
    await clock.advance(10);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('waits its turn behind a request that is on its way, and no window is passed', async () => {
    const clock = fakeClock();
    const windows = [{ scope: 'chat', count: 1, ms: 1_000 }];
    const phone = scriptedChannel({ clock, windows, trip: 400 });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    await desk.trigger({ stock: '000001' });
    await desk.trigger({ stock: '000002' });
    await clock.advance(5_000);
    expect(phone.requests.map(({ at }) => at)).toEqual([0, 1_400]);
  });

  test('takes the rest of its batch along as what waits', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    const events = ['000001', '000002', '000003'].map((stock) =>
      heard(viEvent({ stock, heardAt: clock.now() })),
    );
    await take(desk.dispatch, events);
    await clock.advance(1_000);
    expect(phone.requests).toHaveLength(3);
    expect(await desk.sum()).toEqual({ sent: 3 });
  });

  test('is told once, and once only, when the disk refuses it at first', async () => {
    const clock = fakeClock();
    const { store, counted } = await countingStore(clock);
    const windows = [{ scope: 'chat', count: 1, ms: 10_000 }];
    const phone = scriptedChannel({ clock, windows });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone], { store });
    counted.refusals = 3;
    const taken = desk.trigger();
    await clock.advance(3_000);
    await taken;
    await clock.advance(10);
    expect(phone.requests.map(({ at }) => at)).toEqual([3_000]);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('keeps no lane from the operator while the disk refuses it', async () => {
    const clock = fakeClock();
    const { store, counted } = await countingStore(clock);
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone], { store });
    counted.refusals = 20;
    const taken = desk.trigger();
    await clock.advance(100);
    notify(desk.dispatch, { is: 'store-fault', reason: 'full' });
    await clock.advance(3_000);
    expect(phone.requests).toHaveLength(1);
    await clock.advance(30_000);
    await taken;
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('is too old to be news when the disk took it too late', async () => {
    const clock = fakeClock();
    const { store, counted } = await countingStore(clock);
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone], { store });
    counted.refusals = 200;
    const taken = desk.trigger();
    await clock.advance(200_000);
    await taken;
    await clock.advance(10);
    expect(await desk.sum()).toEqual({ expired: 1 });
  });

  test('leaves before the lane stops, since its attempt is on disk', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    await desk.trigger();
    const stopped = stopDispatch(desk.dispatch);
    await clock.advance(10);
    await stopped;
    expect(await desk.sum()).toEqual({ sent: 1 });
  });
});
