import { describe, expect, test } from 'vitest';
import { stopDispatch } from '../../../src/deliver/dispatch.ts';
import { TELL_ALL, type ChannelSettings, type Tell } from '../../../src/settings/settings.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { instantOf, type TimeOfDay } from '../../../src/vi/kst.ts';
import { parseWindow } from '../../../src/vi/time-window.ts';
import { openDesk, type Desk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { rule, ruleSet, type TestRule } from '../../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedOptions } from '../../helpers/scripted-channel.ts';

const GROUP = [
  { scope: 'chat', count: 1, ms: 1_000 },
  { scope: 'chat', count: 20, ms: 60_000 },
];
const MINUTE = 60_000;

const saying = (changes: Partial<Tell>): Partial<ChannelSettings> => ({
  tell: { ...TELL_ALL, ...changes },
});

interface Scene {
  readonly rules?: readonly TestRule[];
  readonly at?: TimeOfDay;
  readonly channel?: Partial<ScriptedOptions>;
}

async function scene(
  settings: Partial<ChannelSettings>,
  { rules = [rule()], at = '09:00:00', channel = {} }: Scene = {},
) {
  const clock = fakeClock(instantOf('2026-11-20', at));
  const phone = scriptedChannel({ clock, ...channel });
  const desk = await openDesk(clock, ruleSet(rules), [phone], { settings });
  return { clock, phone, desk };
}

const burst = async (desk: Desk, count: number): Promise<void> => {
  for (let n = 1; n <= count; n += 1) await desk.trigger({ stock: String(n).padStart(6, '0') });
};

const reasons = async (desk: Desk): Promise<ReadonlySet<string | null>> =>
  new Set((await desk.ledger()).map(({ reason }) => reason));

describe('a kind of message that is off', () => {
  test('alerts: none is sent, and each is suppressed by the setting', async () => {
    const { clock, phone, desk } = await scene(saying({ alert: 'off' }));
    await burst(desk, 3);
    await clock.advance(MINUTE);
    expect(phone.requests).toEqual([]);
    expect(await desk.sum()).toEqual({ suppressed: 3 });
    expect(await reasons(desk)).toEqual(new Set(['alert: off in channel phone']));
  });

  test('alerts: a rule that asks for releases still tells them', async () => {
    const rules = [rule({ name: '해제' })].map((one) => ({ ...one, test: () => true }));
    const { clock, phone, desk } = await scene(saying({ alert: 'off' }), { rules });
    await desk.release(await desk.trigger());
    await clock.advance(MINUTE);
    expect(phone.requests).toHaveLength(1);
    expect(await desk.sum()).toEqual({ suppressed: 1, sent: 1 });
  });

  test('releases: no message of their own, but the alert is still edited', async () => {
    const rules = [
      rule({ name: '답글', onRelease: 'reply' }),
      { ...rule({ name: '해제' }), test: ({ event }: { event: string }) => event === 'release' },
    ];
    const replying = await scene(saying({ release: 'off' }), { rules });
    const replied = await replying.desk.trigger();
    await replying.clock.advance(MINUTE);
    await replying.desk.release(replied);
    await replying.clock.advance(MINUTE);
    expect(replying.phone.requests.map(({ op }) => op)).toEqual(['post']);
    expect(await replying.desk.sum()).toEqual({ sent: 1, suppressed: 1 });
    expect(await reasons(replying.desk)).toContain('release: off in channel phone');

    const editing = await scene(saying({ release: 'off' }));
    const event = await editing.desk.trigger();
    await editing.clock.advance(MINUTE);
    await editing.desk.release(event);
    await editing.clock.advance(MINUTE);
    expect(editing.phone.requests.map(({ op }) => op)).toEqual(['post', 'edit']);
  });

  test('digests: in a burst each alert comes alone, within the limits, in order', async () => {
    const { clock, phone, desk } = await scene(saying({ digest: 'off' }), {
      channel: { windows: GROUP },
    });
    await burst(desk, 30);
    await clock.advance(2 * MINUTE);
    expect(phone.requests).toHaveLength(30);
    expect(await desk.sum()).toEqual({ sent: 30 });
    expect(phone.requests.every(({ text }) => text.includes('발동'))).toBe(true);
  });

  test('digests: what is past the limit of a rule is suppressed', async () => {
    const rules = [rule({ limit: { count: 2, ms: 10 * MINUTE } })];
    const { clock, phone, desk } = await scene(saying({ digest: 'off' }), { rules });
    for (let n = 1; n <= 5; n += 1) {
      await desk.trigger({ stock: `00000${n}` });
      await clock.advance(15_000);
    }
    expect(phone.requests).toHaveLength(2);
    expect(await desk.sum()).toEqual({ sent: 2, suppressed: 3 });
    expect(await reasons(desk)).toContain('past its limit, and digest: off in channel phone');
  });

  test('what was missed: it expires and is not listed', async () => {
    const { clock, phone, desk } = await scene(saying({ missed: 'off' }));
    phone.script({ is: 'destination-down', reason: 'blocked' });
    phone.healthy({ is: 'destination-down', reason: 'blocked' });
    await desk.trigger();
    await clock.advance(5 * MINUTE);
    phone.healthy({ is: 'accepted', id: '' });
    await clock.advance(30 * MINUTE);
    expect(await desk.sum()).toEqual({ expired: 1 });
    expect(phone.shown().filter((text) => text.includes('제때'))).toEqual([]);
    await desk.trigger({ stock: '000001' });
    await clock.advance(MINUTE);
    expect(await desk.sum()).toEqual({ expired: 1, sent: 1 });
  });

  test('a channel that stands in for another tells none of its alerts either', async () => {
    const clock = fakeClock();
    const desk = scriptedChannel({ clock, name: 'desk' });
    const phone = scriptedChannel({ clock });
    desk.script(...Array.from({ length: 9 }, () => ({ is: 'not-sent', reason: 'down' }) as const));
    desk.healthy({ is: 'not-sent', reason: 'down' });
    const rules = ruleSet([rule({ notify: ['desk'] })]);
    const opened = await openDesk(clock, rules, [phone, desk], {
      settings: { fallback: 'phone' },
      own: { phone: saying({ alert: 'off' }) },
    });
    await opened.trigger();
    await clock.advance(5 * MINUTE);
    const ended = (await opened.ledger()).map(({ channel, outcome }) => `${channel} ${outcome}`);
    expect(ended).toEqual(['desk expired', 'phone suppressed']);
    expect(phone.requests.filter(({ text }) => text.includes('발동'))).toEqual([]);
  });

  test('holds for what an earlier process accepted or left in doubt', async () => {
    const clock = fakeClock();
    const store = await openStore(':memory:');
    const before = scriptedChannel({ clock });
    before.script('lost');
    const first = await openDesk(clock, ruleSet([rule()]), [before], { store });
    await first.trigger();
    await first.trigger({ stock: '000001' });
    await clock.advance(10);
    await stopDispatch(first.dispatch);
    expect(await first.sum()).toEqual({ waiting: 2 });

    const after = scriptedChannel({ clock });
    const settings = saying({ alert: 'off' });
    const second = await openDesk(clock, ruleSet([rule()]), [after], { store, settings });
    await clock.advance(MINUTE);
    expect(after.requests).toEqual([]);
    expect(await second.sum()).toEqual({ suppressed: 2 });
  });
});

describe('the sound of an alert', () => {
  const night = { time: [parseWindow('22:00-07:00')!], high: 'silent' as const };
  const rules = [
    { ...rule({ name: '높음', priority: 'high' }), test: high('000001') },
    { ...rule({ name: '보통' }), test: high('000002') },
  ];
  function high(code: string) {
    return ({ stock, event }: { stock: string; event: string }): boolean =>
      stock === code && event === 'trigger';
  }

  test.each<[title: string, settings: Partial<ChannelSettings>, silent: readonly boolean[]]>([
    ['rings for both where nothing is said', {}, [false, false]],
    ['is off for both in quiet hours', { quiet: night }, [true, true]],
    [
      'is on for high priority alone where quiet hours let it through',
      { quiet: { ...night, high: 'through' } },
      [false, true],
    ],
    ['is off for both where alerts are silent', saying({ alert: 'silent' }), [true, true]],
  ])('%s', async (_, settings, silent) => {
    const { clock, phone, desk } = await scene(settings, { rules, at: '22:30:00' });
    await burst(desk, 2);
    await clock.advance(MINUTE);
    expect(phone.requests.map(({ message }) => message.silent)).toEqual(silent);
    expect(await desk.sum()).toEqual({ sent: 2 });
  });

  test('is back when quiet hours end', async () => {
    const { clock, phone, desk } = await scene({ quiet: night }, { at: '06:59:30' });
    await desk.trigger();
    await clock.advance(MINUTE);
    await desk.trigger({ stock: '000001' });
    await clock.advance(MINUTE);
    expect(phone.requests.map(({ message }) => message.silent)).toEqual([true, false]);
  });
});
