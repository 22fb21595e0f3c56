import { expect, test } from 'vitest';
import type { Answer } from '../../src/channel/channel.ts';
import { forgetOld } from '../../src/deliver/dispatch.ts';
import { openDesk } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { scriptedChannel } from '../helpers/scripted-channel.ts';

const DAY_MS = 86_400_000;
const closed: Answer = { is: 'destination-down', reason: 'bot was kicked' };

/** A chat that is closed for three days, over which what is old is forgotten every hour. */
async function closedFor3Days(onRelease: 'edit' | 'reply') {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = await openDesk(clock, ruleSet([rule({ onRelease })]), [phone]);
  const told = await desk.trigger({ stock: '000001', name: '먼저' });
  await clock.advance(1_000);
  phone.script(closed);
  phone.healthy(closed);
  await desk.trigger({ stock: '000002', name: '나중' });
  await clock.advance(120_000);
  await desk.release(told);
  for (let hour = 0; hour < 72; hour += 1) {
    await clock.advance(DAY_MS / 24);
    forgetOld(desk.dispatch);
  }
  phone.healthy({ is: 'accepted', id: '' });
  await clock.advance(DAY_MS / 12);
  return phone.shown().join('\n');
}

test('what expired in a chat that is closed for days is listed in the end', async () => {
  expect(await closedFor3Days('edit')).toMatch(/제때 전하지 못한 VI 1건[^]*나중/);
});

test('a release that waits for a chat that is closed for days is told in the end', async () => {
  expect(await closedFor3Days('reply')).toMatch(/⏹ 먼저 정적VI 해제 09:02:01/);
});
