import { expect, test } from 'vitest';
import { stopDispatch } from '../../src/deliver/dispatch.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { openDesk } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { scriptedChannel } from '../helpers/scripted-channel.ts';

const MARK = '(다시 보냄: 중복일 수 있음)';
const MINUTE = 60_000;

/** An event that is no news any more when it comes. */
async function missOne() {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
  const restart = async (): Promise<void> => {
    await stopDispatch(desk.dispatch);
    await openDesk(clock, ruleSet([rule()]), [phone], { store: desk.store });
    await clock.advance(10 * MINUTE);
  };
  const marks = (): readonly boolean[] => phone.requests.map(({ text }) => text.includes(MARK));
  const miss = () => desk.trigger({ triggerTime: timeOf(clock.now() - 5 * MINUTE) });
  return { clock, phone, desk, restart, marks, miss };
}

test('a digest of what expired whose answer is lost is repeated once, marked', async () => {
  const { clock, phone, desk, restart, marks, miss } = await missOne();
  phone.script('lost');
  await miss();
  await clock.advance(10 * MINUTE);
  expect(marks()).toEqual([false, true]);
  await restart();
  expect(marks()).toEqual([false, true]);
  expect(await desk.ledger()).toMatchObject([{ outcome: 'expired', message_id: 'm2' }]);
});

test('when the answer to its repeat is lost too it is not told again, now or after a restart', async () => {
  const { clock, phone, desk, restart, marks, miss } = await missOne();
  phone.script('lost', 'lost');
  await miss();
  await clock.advance(10 * MINUTE);
  await restart();
  expect(marks()).toEqual([false, true]);
  expect(await desk.sum()).toEqual({ expired: 1 });
});

test('one that was not sent at all is sent later, unmarked', async () => {
  const { clock, phone, marks, miss } = await missOne();
  phone.script({ is: 'not-sent', reason: 'refused' });
  await miss();
  await clock.advance(10 * MINUTE);
  expect(marks()).toEqual([false, false]);
  expect(phone.shown()).toHaveLength(1);
});
