import { describe, expect, test } from 'vitest';
import type { Window } from '../../../src/channel/channel.ts';
import { retry } from '../../../src/app/chores/retry.ts';
import { takeReopened } from '../../../src/deliver/reopen.ts';
import { stopDispatch, take } from '../../../src/deliver/dispatch.ts';
import type { ViEvent } from '../../../src/vi/event.ts';
import { heard, openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { newMute } from '../../helpers/new-mute.ts';
import { rule, ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel } from '../../helpers/scripted-channel.ts';

const group: readonly Window[] = [
  { scope: 'chat', count: 1, ms: 1_000 },
  { scope: 'chat', count: 20, ms: 60_000 },
];
const code = (n: number): string => String(n).padStart(6, '0');

describe('a lane', () => {
  test('tells an alert at once and says so in the ledger', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    await desk.trigger();
    await clock.advance(10);
    expect(phone.requests.map(({ at }) => at)).toEqual([0]);
    expect(await desk.ledger()).toMatchObject([
      { outcome: 'sent', message_id: 'm1', rule: '모든 VI' },
    ]);
  });

  test('makes one message of the rules that share an event', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ name: 'a' }), rule({ name: 'b' })]), [
      phone,
    ]);
    await desk.trigger();
    await clock.advance(10);
    expect(phone.shown()).toHaveLength(1);
    expect((await desk.ledger()).map(({ message_id }) => message_id)).toEqual(['m1', 'm1']);
  });

  test('shows 30 of 30 within 5 s in a group, merged before a 429, and all releases by edits', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, windows: group });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    const events = [];
    for (let n = 0; n < 30; n += 1) {
      events.push(await desk.trigger({ stock: code(n), name: `종목${n}` }));
      await clock.advance(100);
    }
    await clock.advance(2_000);
    expect(await desk.sum()).toEqual({ sent: 1, merged: 29 });
    for (let n = 0; n < 30; n += 1) expect(phone.shown().join('\n')).toContain(`종목${n} `);
    const posts = phone.requests.length;
    expect(posts).toBeLessThanOrEqual(5);
    await clock.advance(120_000);
    for (const event of events) {
      await desk.release(event);
      await clock.advance(500);
    }
    await clock.advance(60_000);
    expect(
      phone
        .shown()
        .join('\n')
        .match(/해제 \d\d:\d\d:\d\d/g),
    ).toHaveLength(30);
    expect(phone.shown()).toHaveLength(posts);
  });

  test('repeats a message once, marked, when its answer was lost', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script('lost');
    await desk.trigger();
    await clock.advance(5_000);
    expect(phone.requests).toHaveLength(2);
    expect(phone.requests[0]?.text).not.toContain('다시 보냄');
    expect(phone.requests[1]?.text).toContain('(다시 보냄: 중복일 수 있음)');
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('gives up as unknown when the marked repeat is lost too', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script('lost', 'lost');
    await desk.trigger();
    await clock.advance(60_000);
    expect(phone.requests).toHaveLength(2);
    expect(await desk.sum()).toEqual({ unknown: 1 });
  });

  test('waits exactly as a 429 says and uses up no attempt', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, windows: group });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script({ is: 'wait', ms: 37_000, scope: 'chat' });
    await desk.trigger();
    await clock.advance(40_000);
    expect(phone.requests.map(({ at }) => at)).toEqual([0, 37_005]);
    expect(phone.requests[1]?.text).not.toContain('다시 보냄');
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('rests when the chat is closed, expires what waited and lists it once on return', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script({ is: 'destination-down', reason: 'blocked' });
    phone.healthy({ is: 'destination-down', reason: 'blocked' });
    await desk.trigger();
    await clock.advance(70_000);
    await desk.trigger({ stock: code(2) });
    await clock.advance(200_000);
    expect(phone.requests).toHaveLength(1);
    expect(await desk.sum()).toEqual({ expired: 2 });
    phone.healthy({ is: 'accepted', id: '' });
    await clock.advance(15 * 60_000);
    const digest = phone.requests.filter(({ text }) => text.includes('2건'));
    expect(digest).toHaveLength(1);
    expect((await desk.ledger()).map(({ message_id }) => message_id)).toEqual([
      digest[0]?.id,
      digest[0]?.id,
    ]);
  });

  test('tries a refused message once more in plain form, then goes on with the next', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script(
      { is: 'bad-message', reason: 'entities' },
      { is: 'bad-message', reason: 'entities' },
    );
    await desk.trigger();
    await desk.trigger({ stock: code(2) });
    await clock.advance(1_000);
    expect(await desk.sum()).toEqual({ failed: 1, sent: 1 });
  });

  test('suppresses within the cooldown, and tells again after it', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ cooldown: 600_000 })]), [phone]);
    await desk.trigger();
    await clock.advance(599_000);
    await desk.trigger({ count: 2 });
    await clock.advance(2_000);
    await desk.trigger({ count: 3 });
    await clock.advance(1_000);
    expect((await desk.ledger()).map(({ outcome }) => outcome)).toEqual([
      'sent',
      'suppressed',
      'sent',
    ]);
  });

  test("puts what is past a rule's limit into one digest", async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ limit: { count: 2, ms: 600_000 } })]), [
      phone,
    ]);
    for (let n = 0; n < 6; n += 1) {
      await desk.trigger({ stock: code(n), name: `종목${n}` });
      await clock.advance(5_000);
    }
    expect(await desk.sum()).toEqual({ sent: 2, merged: 4 });
    expect(phone.shown()).toHaveLength(3);
    expect(phone.shown()[2]).toContain('종목5');
  });

  test('takes out of a digest again what it may have taken in, once that is told elsewhere', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ limit: { count: 1, ms: 10_000 } })]), [
      phone,
    ]);
    for (const n of [1, 2, 3]) await desk.trigger({ stock: code(n), name: `종목${n}` });
    await clock.advance(5_000);
    phone.script('lost', 'lost');
    await desk.trigger({ stock: code(4), name: '종목4' });
    await clock.advance(3_100);
    expect(phone.shown()[1]).toContain('종목4');
    await clock.advance(30_000);
    expect(await desk.sum()).toEqual({ sent: 2, merged: 2 });
    expect(phone.shown().map((text) => text.includes('종목4'))).toEqual([false, false, true]);
  });

  test('keeps a digest that could take nothing in only because its chat moved', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ limit: { count: 1, ms: 600_000 } })]), [
      phone,
    ]);
    for (const n of [1, 2, 3]) await desk.trigger({ stock: code(n), name: `종목${n}` });
    await clock.advance(5_000);
    phone.script({ is: 'moved', to: 'telegram:2' });
    await desk.trigger({ stock: code(4), name: '종목4' });
    await clock.advance(30_000);
    expect(await desk.sum()).toEqual({ sent: 1, merged: 3 });
    expect(phone.shown()).toHaveLength(2);
    expect(phone.shown()[1]).toContain('종목4');
  });

  test('breaks no mute that was on disk before the sending', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, windows: group });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    await desk.trigger();
    await desk.trigger({ stock: code(7) });
    await desk.store.rows.addMute(
      newMute(clock.now(), { target: { is: 'stock', code: code(7), name: '' } }),
    );
    await clock.advance(5_000);
    expect((await desk.ledger()).map(({ outcome }) => outcome)).toEqual(['sent', 'muted']);
    expect(phone.requests).toHaveLength(1);
  });

  test('counts what waited before a mute of the next few for none of them', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, windows: group });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    for (const n of [1, 2, 3]) await desk.trigger({ stock: code(n) });
    await desk.store.rows.addMute(newMute(clock.now(), { nextLeft: 1 }));
    await clock.advance(5_000);
    await desk.trigger({ stock: code(4) });
    await desk.trigger({ stock: code(5) });
    await clock.advance(5_000);
    const outcomes = (await desk.ledger()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['sent', 'muted', 'muted', 'muted', 'sent']);
  });

  test('hands over after 60 s of failing, marked, and lists once on return what it missed', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = scriptedChannel({ clock, name: 'desk' });
    const bot = await openDesk(clock, ruleSet([rule()]), [phone, desk], {
      settings: { fallback: 'desk' },
    });
    phone.healthy({ is: 'ambiguous', reason: '502' });
    phone.script({ is: 'not-sent', reason: 'refused' }, { is: 'not-sent', reason: 'refused' });
    await bot.trigger({ name: '첫째' });
    await clock.advance(59_000);
    expect(desk.requests.filter(({ text }) => text.includes('첫째'))).toEqual([]);
    await clock.advance(5_000);
    expect(desk.shown().join()).toContain('(phone 대신');
    await bot.trigger({ stock: code(2), name: '둘째' });
    await clock.advance(1_000);
    expect(desk.shown().join()).toContain('둘째');
    await clock.advance(200_000);
    phone.healthy({ is: 'accepted', id: '' });
    await clock.advance(60_000);
    expect(phone.shown().filter((text) => text.includes('2건'))).toHaveLength(1);
    expect((await bot.ledger()).map(({ channel, outcome }) => [channel, outcome])).toEqual([
      ['desk', 'sent'],
      ['phone', 'expired'],
      ['desk', 'sent'],
      ['phone', 'expired'],
    ]);
  });

  test('tells what failed once it is asked to try again, and once only', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const bot = await openDesk(clock, ruleSet([rule()]), [phone]);
    const refused = { is: 'bad-message', reason: 'entities' } as const;
    phone.script(refused, refused);
    await bot.trigger();
    await clock.advance(1_000);
    expect(await bot.sum()).toEqual({ failed: 1 });
    expect(await retry(bot.store, 'cli:1', clock.now())).toBe(1);
    await takeReopened(bot.dispatch);
    await takeReopened(bot.dispatch);
    await clock.advance(1_000);
    expect(await bot.sum()).toEqual({ sent: 1 });
    expect(phone.shown()).toHaveLength(1);
  });

  test('tells what failed for one rule, tried again, with what waits for another', async () => {
    const clock = fakeClock();
    const windows = [{ scope: 'chat', count: 1, ms: 40_000 }];
    const phone = scriptedChannel({ clock, windows });
    const onKrx = { ...rule({ name: 'b' }), test: ({ venue }: ViEvent) => venue === 'krx' };
    const bot = await openDesk(clock, ruleSet([rule({ name: 'a' }), onKrx]), [phone]);
    const refused = { is: 'bad-message', reason: 'entities' } as const;
    phone.script(refused, refused);
    const { episode } = heard(await bot.trigger({ venue: undefined }));
    await clock.advance(45_000);
    await take(bot.dispatch, [
      { is: 'named', episode: { ...episode, venue: 'krx' }, sinceLast: undefined },
    ]);
    expect(await bot.sum()).toEqual({ failed: 1, waiting: 1 });
    await retry(bot.store, 'cli:1', clock.now());
    await takeReopened(bot.dispatch);
    await clock.advance(90_000);
    expect(await bot.sum()).toEqual({ sent: 2 });
    expect(phone.shown()).toHaveLength(1);
  });

  test('waits for an edit as a 429 of edits says, and posts meanwhile', async () => {
    const clock = fakeClock();
    const edits = [{ scope: 'update', count: 50, ms: 60_000 }];
    const phone = scriptedChannel({ clock, windows: group, edit: edits });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    const event = await desk.trigger();
    await clock.advance(20_000);
    phone.script({ is: 'wait', ms: 30_000, scope: undefined });
    await desk.release(event);
    await clock.advance(1_000);
    await desk.trigger({ stock: code(2) });
    await clock.advance(60_000);
    expect(phone.requests.map(({ op, at }) => [op, Math.floor(at / 1_000)])).toEqual([
      ['post', 0],
      ['edit', 20],
      ['post', 21],
      ['edit', 50],
    ]);
  });

  test('tells anew, once, what somebody deleted, after a restart too', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    const event = await desk.trigger();
    await clock.advance(1_000);
    phone.script({ is: 'gone', reason: 'message to edit not found' });
    await desk.release(event);
    await clock.advance(10_000);
    expect(phone.requests.map(({ op }) => op)).toEqual(['post', 'edit', 'post']);
    await stopDispatch(desk.dispatch);
    await openDesk(clock, ruleSet([rule()]), [phone], { store: desk.store });
    await clock.advance(60_000);
    expect(phone.requests).toHaveLength(3);
  });

  test('marks what it tells anew where the first copy may still stand', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule()]), [phone]);
    phone.script('lost');
    const event = await desk.trigger();
    await clock.advance(20_000);
    phone.script({ is: 'gone', reason: 'message to edit not found' });
    await desk.release(event);
    await clock.advance(10_000);
    const marked = phone.requests.map(({ op, text }) => [op, text.includes('다시 보냄')]);
    expect(marked).toEqual([
      ['post', false],
      ['post', true],
      ['edit', true],
      ['post', true],
    ]);
  });

  test('tells a release on its own, but not while the stock is muted', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const desk = await openDesk(clock, ruleSet([rule({ onRelease: 'reply' })]), [phone]);
    const first = await desk.trigger();
    const second = await desk.trigger({ stock: code(7) });
    await clock.advance(1_000);
    await desk.store.rows.addMute(
      newMute(clock.now(), { target: { is: 'stock', code: code(7), name: '' } }),
    );
    await clock.advance(20_000);
    await desk.release(second);
    await desk.release(first);
    await clock.advance(20_000);
    expect(phone.requests.map(({ op }) => op)).toEqual(['post', 'post', 'post']);
    expect(phone.shown()[2]).toContain('삼성전자');
  });

  test('says nothing in a repeat that was muted since', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const rules = ruleSet([rule({ name: '첫째' }), rule({ name: '둘째' })]);
    const desk = await openDesk(clock, rules, [phone]);
    phone.script('lost');
    await desk.trigger();
    await clock.advance(100);
    await desk.store.rows.addMute(newMute(clock.now(), { target: { is: 'rule', name: '둘째' } }));
    await clock.advance(10_000);
    expect(phone.requests.map(({ text }) => text.includes('둘째'))).toEqual([true, false]);
    expect(await desk.sum()).toEqual({ sent: 1, muted: 1 });
  });

  test('tells what a rule that matched later wants, of an event that still waits', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock, windows: group });
    const krx = { ...rule({ name: '거래소' }), test: ({ venue }: ViEvent) => venue === 'krx' };
    const desk = await openDesk(clock, ruleSet([rule(), krx]), [phone]);
    await desk.trigger();
    const late = await desk.trigger({ stock: code(2), venue: undefined });
    const { episode } = heard(late);
    const named = { ...episode, venue: 'krx' } as const;
    await take(desk.dispatch, [{ is: 'named', episode: named, sinceLast: undefined }]);
    await clock.advance(10_000);
    expect(await desk.sum()).toEqual({ sent: 4 });
    expect(phone.requests).toHaveLength(2);
  });

  test('holds the time since the VI before it against the venue that is known now', async () => {
    const clock = fakeClock();
    const phone = scriptedChannel({ clock });
    const again = { ...rule(), test: ({ sinceLast }: ViEvent) => sinceLast === 900_000 };
    const desk = await openDesk(clock, ruleSet([again]), [phone]);
    const { episode } = heard(await desk.trigger({ venue: undefined, sinceLast: 420_000 }));
    const named = { ...episode, venue: 'krx' } as const;
    await take(desk.dispatch, [{ is: 'named', episode: named, sinceLast: 900_000 }]);
    await clock.advance(10_000);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });
});
