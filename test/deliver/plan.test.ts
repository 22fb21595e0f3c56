import { describe, expect, test } from 'vitest';
import {
  countedMutes,
  decide,
  hiddenBy,
  plan,
  unlisted,
  type Circumstances,
  type Destination,
} from '../../src/deliver/plan.ts';
import { createTold } from '../../src/deliver/told.ts';
import { TELL_ALL } from '../../src/settings/settings.ts';
import { happenedAt } from '../../src/vi/episode.ts';
import { instantOf } from '../../src/vi/kst.ts';
import type { Mute } from '../../src/vi/mute.ts';
import { rule } from '../helpers/rule-set.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { newMute } from '../helpers/new-mute.ts';

const EVENT = viEvent();
const FIRED = instantOf('2026-11-20', '09:05:00');
const ALWAYS = { usefulFor: 150_000, tell: TELL_ALL, quiet: undefined } as const;
const PHONE: Destination = { ...ALWAYS, name: 'phone', chat: 'telegram:1' };
const DESK: Destination = { ...ALWAYS, name: 'desk', chat: 'slack:C1' };
const STANDING = { index: 2, reason: '점심', text: 'time: 11:30-12:30', expires: undefined };

const mute = (given: Partial<Mute> = {}): Mute => ({
  ...newMute(FIRED - 60_000, { target: { is: 'stock', code: EVENT.stock, name: '' } }),
  id: 7,
  by: 'telegram:1',
  ...given,
});

const by = (given: Partial<Circumstances> = {}): Circumstances => ({
  mutes: [],
  watchlists: new Set(),
  standing: undefined,
  told: createTold([]),
  now: FIRED + 500,
  ...given,
});

const COOL = rule({ cooldown: 600_000 });
const justTold = createTold([
  {
    rule: COOL.name,
    channel: 'phone',
    stock: EVENT.stock,
    outcome: 'sent',
    at: FIRED - 300_000,
  },
]);

describe('deciding about one event for one rule in one channel', () => {
  test.each([
    { title: 'what nothing stops waits to be told', with: by(), is: 'waiting', reason: undefined },
    {
      title: 'a mute hides it and is named',
      with: by({ mutes: [mute()] }),
      is: 'muted',
      reason: 'mute 7 by telegram:1',
    },
    {
      title: 'a standing mute hides it and gives its reason',
      with: by({ standing: STANDING }),
      is: 'muted',
      reason: 'standing mute 2: 점심',
    },
    {
      title: 'a standing mute without a reason shows its conditions',
      with: by({ standing: { ...STANDING, reason: undefined } }),
      is: 'muted',
      reason: 'standing mute 2: time: 11:30-12:30',
    },
    {
      title: 'a cooldown suppresses it until its end',
      with: by({ told: justTold }),
      is: 'suppressed',
      reason: 'cooldown until 09:10:00',
    },
    {
      title: 'what is older than useful_for is expired',
      with: by({ now: FIRED + 150_001 }),
      is: 'expired',
      reason: '150 s old, useful for 150 s',
    },
    {
      title: 'what is exactly as old as useful_for is still told',
      with: by({ now: FIRED + 150_000 }),
      is: 'waiting',
      reason: undefined,
    },
  ])('$title', ({ with: circumstances, is, reason }) => {
    const verdict = decide(EVENT, COOL, PHONE, circumstances);
    expect(verdict).toMatchObject({ outcome: is });
    expect(verdict.reason).toBe(reason);
  });

  const RELEASE = { ...EVENT, event: 'release' as const };
  test.each([
    { what: 'alerts', tell: { alert: 'off' }, event: EVENT, off: 'alert: off in channel phone' },
    { what: 'no release', tell: { alert: 'off' }, event: RELEASE, off: undefined },
    {
      what: 'releases',
      tell: { release: 'off' },
      event: RELEASE,
      off: 'release: off in channel phone',
    },
  ] as const)('what the channel has turned off is suppressed before any mute: $what', (given) => {
    const { event, tell, off } = given;
    const to = { ...PHONE, tell: { ...TELL_ALL, ...tell } };
    const verdict = decide(event, COOL, to, by({ mutes: [mute()], now: happenedAt(event) }));
    expect(verdict).toEqual(
      off === undefined
        ? { outcome: 'muted', reason: 'mute 7 by telegram:1', muteId: 7 }
        : { outcome: 'suppressed', reason: off, muteId: undefined },
    );
  });

  test('what is past its limit is told in a digest, unless the channel has none', () => {
    expect(unlisted(PHONE)).toBeUndefined();
    expect(unlisted({ ...PHONE, tell: { ...TELL_ALL, digest: 'off' } })).toEqual({
      outcome: 'suppressed',
      reason: 'past its limit, and digest: off in channel phone',
      muteId: undefined,
    });
  });

  test.each([
    {
      title: 'a standing mute is named before a mute from chat',
      with: by({ standing: STANDING, mutes: [mute()] }),
      is: 'muted',
      muteId: undefined,
    },
    {
      title: 'a mute before a cooldown',
      with: by({ mutes: [mute()], told: justTold }),
      is: 'muted',
      muteId: 7,
    },
    {
      title: 'a mute before age, so that no digest lists what somebody silenced',
      with: by({ mutes: [mute()], now: FIRED + 200_000 }),
      is: 'muted',
      muteId: 7,
    },
    {
      title: 'a cooldown before age',
      with: by({ told: justTold, now: FIRED + 200_000 }),
      is: 'suppressed',
      muteId: undefined,
    },
  ])('when several would stop it: $title', ({ with: circumstances, is, muteId }) => {
    const verdict = decide(EVENT, COOL, PHONE, circumstances);
    expect(verdict.outcome).toBe(is);
    expect(verdict.muteId).toBe(muteId);
  });

  test('the age of a release counts from the release', () => {
    const release = viEvent({ event: 'release' });
    const released = instantOf('2026-11-20', release.releaseTime ?? '');
    const at = (age: number) => decide(release, rule(), PHONE, by({ now: released + age })).outcome;
    expect([at(150_000), at(150_001)]).toEqual(['waiting', 'expired']);
  });
});

describe('a mute hides an event', () => {
  const hits = (given: Partial<Mute>, circumstances: Partial<Circumstances> = {}) =>
    hiddenBy(EVENT, '모든 VI', PHONE.chat, by({ mutes: [mute(given)], ...circumstances })) !==
    undefined;

  test.each([
    { title: 'of its stock', given: {}, hidden: true },
    {
      title: 'not of another stock',
      given: { target: { is: 'stock' as const, code: '000660', name: '' } },
      hidden: false,
    },
    {
      title: 'of its rule',
      given: { target: { is: 'rule' as const, name: '모든 VI' } },
      hidden: true,
    },
    {
      title: 'not of another rule',
      given: { target: { is: 'rule' as const, name: '다른 규칙' } },
      hidden: false,
    },
    {
      title: 'of anything when all is muted',
      given: { target: { is: 'all' as const } },
      hidden: true,
    },
    {
      title: 'in its own chat',
      given: { scope: { is: 'chat' as const, chat: PHONE.chat } },
      hidden: true,
    },
    {
      title: 'not in another chat',
      given: { scope: { is: 'chat' as const, chat: DESK.chat } },
      hidden: false,
    },
    { title: 'until the ms before its end', given: { until: FIRED + 501 }, hidden: true },
    { title: 'no more at its end', given: { until: FIRED + 500 }, hidden: false },
    { title: 'while its count lasts', given: { nextLeft: 1 }, hidden: true },
    { title: 'no more when its count is used up', given: { nextLeft: 0 }, hidden: false },
  ])('$title: $hidden', ({ given, hidden }) => {
    expect(hits(given)).toBe(hidden);
  });

  test('of a watchlist only while the stock is in it', () => {
    const given = { target: { is: 'watchlist' as const, name: '반도체' } };
    expect(hits(given, { watchlists: new Set(['반도체']) })).toBe(true);
    expect(hits(given, { watchlists: new Set(['2차전지']) })).toBe(false);
  });
});

describe('the plan for one event', () => {
  const destinations = new Map([PHONE, DESK].map((to) => [to.name, to]));

  test('has one decision for every rule and channel, in the order of the rules', () => {
    const a = rule({ name: 'a', notify: ['phone', 'desk'] });
    const b = rule({ name: 'b', notify: ['desk'] });
    const decided = plan(EVENT, [a, b], destinations, by());
    expect(decided.map(({ rule: { name }, channel }) => [name, channel])).toEqual([
      ['a', 'phone'],
      ['a', 'desk'],
      ['b', 'desk'],
    ]);
  });

  test('decides for each channel alone', () => {
    const both = rule({ notify: ['phone', 'desk'] });
    const mutes = [mute({ scope: { is: 'chat', chat: DESK.chat } })];
    const decided = plan(EVENT, [both], destinations, by({ mutes }));
    expect(decided.map(({ outcome }) => outcome)).toEqual(['waiting', 'muted']);
  });

  test('owes nothing to a channel that does not run', () => {
    expect(plan(EVENT, [rule({ notify: ['gone'] })], destinations, by())).toEqual([]);
  });
});

describe('a mute with a count', () => {
  const counting = mute({ id: 1, nextLeft: 3 });
  const timed = mute({ id: 2 });
  test.each([
    { title: 'counts an event once, however many rules it hid', ids: [1, 1, 1], counted: [1] },
    { title: 'does not count what another mute hid', ids: [2, undefined], counted: [] },
    { title: 'counts beside a mute that has no count', ids: [1, 2], counted: [1] },
  ])('$title', ({ ids, counted }) => {
    const decisions = ids.map((muteId) => ({ muteId }));
    expect(countedMutes(decisions, [counting, timed]).map(({ id }) => id)).toEqual(counted);
  });
});
