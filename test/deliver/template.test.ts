import { expect, test } from 'vitest';
import { stopDispatch } from '../../src/deliver/dispatch.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openDesk } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { scriptedChannel } from '../helpers/scripted-channel.ts';

const WRITTEN = '{name}!\n{price|won}[ · {lasted}]';

test('a message keeps its template over a restart on other rules, until it has ended', async () => {
  const clock = fakeClock();
  const store = await openStore(':memory:');
  const channel = scriptedChannel({ clock });
  const before = await openDesk(clock, ruleSet([rule({ template: WRITTEN })]), [channel], {
    store,
  });
  const event = await before.trigger();
  await clock.advance(1_000);
  expect(channel.shown()).toEqual(['삼성전자!\n67,000원\n규칙: 모든 VI']);
  await stopDispatch(before.dispatch);

  const after = await openDesk(clock, ruleSet([rule({ name: '다른 규칙' })]), [channel], { store });
  await clock.advance(119_000);
  await after.release(event);
  await clock.advance(1_000);
  expect(channel.shown()).toEqual([
    '⏹ 삼성전자 정적VI 해제 09:02:00 (2분)\n67,000원 · 2분\n규칙: 모든 VI',
  ]);
  await stopDispatch(after.dispatch);
  await store.close();
});

test('of several rules the first with a template decides, and all are named', async () => {
  const clock = fakeClock();
  const channel = scriptedChannel({ clock });
  const rules = [
    rule({ name: '맨말' }),
    rule({ name: '내 말', template: WRITTEN }),
    rule({ name: '딴말', template: '{stock}' }),
  ];
  const desk = await openDesk(clock, ruleSet(rules), [channel]);
  await desk.trigger();
  await clock.advance(1_000);
  expect(channel.shown()).toEqual(['삼성전자!\n67,000원\n규칙: 맨말, 내 말, 딴말']);
  await stopDispatch(desk.dispatch);
});
