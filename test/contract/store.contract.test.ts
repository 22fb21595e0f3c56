import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Ending, Obligation, ObligationKey } from '../../src/store/obligation.ts';
import { OUTCOMES, type Outcome, type Standing } from '../../src/store/outcome.ts';
import type { MuteEnd, Page, Rows, Store, StoredEpisode } from '../../src/store/store.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import type { NewMute } from '../../src/vi/mute.ts';
import { UNTOLD, viEvent } from '../helpers/vi-event.ts';
import { newMute } from '../helpers/new-mute.ts';

/** Where a kind of store keeps one ledger. */
interface Place {
  /** Connects to it; a second connection sees the same ledger where `lasting`. */
  open(): Promise<Store>;
  remove(): Promise<void>;
}

interface Kind {
  /** Whether the ledger outlives its connections. */
  readonly lasting: boolean;
  /** How many random histories a test run can afford. */
  readonly histories: number;
  place(): Promise<Place>;
}

/** Every store passes this suite. */
const KINDS: Readonly<Record<string, Kind>> = {
  'a SQLite file': {
    lasting: true,
    histories: 15,
    async place() {
      const folder = await mkdtemp(join(tmpdir(), 'vigil-store-'));
      return {
        open: () => openStore(join(folder, 'data/vigil.db')),
        remove: () => rm(folder, { recursive: true, force: true }),
      };
    },
  },
  'SQLite in memory': {
    lasting: false,
    histories: 60,
    place: async () => ({ open: () => openStore(':memory:'), remove: async () => undefined }),
  },
};

const DAY = '2026-11-20';
const AT = Date.parse('2026-11-20T09:05:01+09:00');

const episodeOf = (event: ViEvent): StoredEpisode => {
  const { day, stock, triggerTime, kind, venue } = event;
  const id = [day, stock, triggerTime, kind, venue].join('/');
  return { id, day, stock, triggerTime, kind, venue, state: 'active', releaseTime: undefined };
};

/** Adds the event with its episode; its number. */
async function add(rows: Rows, event: ViEvent): Promise<number> {
  const episode = episodeOf(event);
  await rows.addEpisode(episode);
  return (await rows.addEvent(episode.id, event)) ?? -1;
}

const obligation = (
  key: ObligationKey,
  given: Partial<Pick<Obligation, 'day' | 'stock' | 'outcome' | 'muteId' | 'insteadOf'>> = {},
): Obligation => ({
  ...key,
  day: DAY,
  stock: '005930',
  outcome: 'waiting',
  reason: undefined,
  muteId: undefined,
  insteadOf: undefined,
  ...given,
});

const ended = (outcome: Outcome, given: Partial<Ending> = {}): Ending => ({
  outcome,
  reason: undefined,
  at: AT + 1_000,
  ...given,
});

const muteOf = (given: Partial<NewMute> = {}): NewMute =>
  newMute(AT, {
    target: { is: 'stock', code: '005930', name: '삼성전자' },
    scope: { is: 'chat', chat: 'telegram:-100' },
    ...given,
  });

/** A ledger of this kind for each test, and the rows in it. */
function eachOn(kind: Kind) {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await kind.place();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });
  return {
    rows: (): Rows => store.rows,
    transaction: <T>(work: (within: Rows) => Promise<T>): Promise<T> => store.transaction(work),
    version: (): string | undefined => store.version(),
    open: (): Promise<Store> => place.open(),
    async reopen(): Promise<void> {
      await store.close();
      store = await place.open();
    },
  };
}

/** Adds an obligation that waits, with an event of its own unless told which. */
async function addWaiting(rows: Rows, key: Partial<ObligationKey> = {}): Promise<ObligationKey> {
  const eventId = key.eventId ?? (await add(rows, viEvent()));
  const whole = { rule: '모든 VI', channel: 'phone', ...key, eventId };
  await rows.addObligations([obligation(whole)], AT);
  return whole;
}

describe.each(Object.entries(KINDS))('%s', (_name, kind) => {
  const ledger = eachOn(kind);
  let rows: Rows;
  beforeEach(() => {
    rows = ledger.rows();
  });
  const waiting = (key?: Partial<ObligationKey>): Promise<ObligationKey> => addWaiting(rows, key);
  const outcomes = async (): Promise<readonly Standing[]> =>
    (await rows.ledger({})).map(({ outcome }) => outcome);

  test('the version is another once something was written, and the same while nothing is', async () => {
    const before = ledger.version();
    await rows.kept('offset');
    expect(ledger.version()).toBe(before);
    await rows.keep('offset', '1');
    const after = ledger.version();
    expect(after).not.toBe(before);
    await rows.openMutes();
    expect(ledger.version()).toBe(after);
    await ledger.transaction((within) => within.keep('offset', '2'));
    expect(ledger.version()).not.toBe(after);
  });

  describe('events', () => {
    test('an event of an interruption is there once, whatever comes again', async () => {
      const id = await add(rows, viEvent());
      expect(await add(rows, viEvent({ price: 1 }))).toBe(-1);
      expect(await rows.lastEvents(9)).toMatchObject([{ id, event: { price: 67_000 } }]);
    });

    test('its trigger and its release are two events', async () => {
      const trigger = await add(rows, viEvent());
      const release = await add(rows, viEvent({ event: 'release' }));
      expect(release).toBeGreaterThan(trigger);
      expect(await rows.triggerOf(episodeOf(viEvent()).id)).toMatchObject({ id: trigger });
    });

    test.each<[string, Partial<ViEvent>]>([
      ['a whole one', {}],
      ['a release', { event: 'release' }],
      ['one that follows another', { sinceLast: 420_000 }],
      ['one of which little is known', UNTOLD],
      ['one with strange values', { name: `"';--\u{1f534}`, unknown: { 9068: '4', '9999': '' } }],
    ])('%s is read as it was written', async (_case, given) => {
      const event = viEvent(given);
      const id = await add(rows, event);
      expect(await rows.eventsById([id])).toEqual([{ id, episode: episodeOf(event).id, event }]);
    });

    test('they are found by number, in their order, and those that are not there are left out', async () => {
      const first = await add(rows, viEvent());
      const second = await add(rows, viEvent({ stock: '000660' }));
      const found = await rows.eventsById([second, 9_999, first]);
      expect(found.map(({ id }) => id)).toEqual([first, second]);
      expect(await rows.eventsById([])).toEqual([]);
    });

    test('the last ones come newest first', async () => {
      const ids = [];
      for (const stock of ['000001', '000002', '000003'])
        ids.push(await add(rows, viEvent({ stock })));
      expect((await rows.lastEvents(2)).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    });

    test('a day is read whole or page by page', async () => {
      const ids: number[] = [];
      for (const stock of ['000001', '000002', '000003'])
        ids.push(await add(rows, viEvent({ stock })));
      await add(rows, viEvent({ stock: '000004', day: '2026-11-23' }));
      const read = async (page?: Page) => (await rows.eventsOn(DAY, page)).map(({ id }) => id);
      expect(await read()).toEqual(ids);
      expect(await read({ after: 0, most: 2 })).toEqual(ids.slice(0, 2));
      expect(await read({ after: ids[1]!, most: 2 })).toEqual(ids.slice(2));
      expect(await read({ after: ids[2]!, most: 2 })).toEqual([]);
    });

    test('an interruption stays as it was first written, and changes when it is told to', async () => {
      const episode = episodeOf(viEvent({ venue: undefined }));
      await rows.addEpisode(episode);
      await rows.addEpisode({ ...episode, state: 'unconfirmed' });
      expect(await rows.episodesSince(DAY)).toEqual([episode]);
      const change = { state: 'released', releaseTime: '09:07:13', venue: 'nxt' } as const;
      await rows.changeEpisode(episode.id, change);
      expect(await rows.episodesSince(DAY)).toEqual([{ ...episode, ...change }]);
      expect(await rows.episodesSince('2026-11-21')).toEqual([]);
    });
  });

  describe('obligations', () => {
    test('each is there once, and what comes again changes nothing', async () => {
      const key = await waiting();
      await rows.addObligations([obligation(key, { outcome: 'muted' })], AT + 1);
      expect(await rows.ledger({})).toMatchObject([{ outcome: 'waiting', at: AT }]);
    });

    test('a row that is there does not keep new ones beside it out', async () => {
      const key = await waiting();
      await rows.addObligations([obligation(key), obligation({ ...key, channel: 'desk' })], AT);
      expect(await rows.waiting()).toHaveLength(2);
    });

    test('what waits is told with its event, in the order of the events', async () => {
      const second = await add(rows, viEvent({ stock: '000660' }));
      const third = await add(rows, viEvent({ stock: '035420' }));
      await waiting({ eventId: third });
      await waiting({ eventId: second });
      const found = await rows.waiting();
      expect(found.map(({ eventId }) => eventId)).toEqual([second, third]);
      expect(found[0]).toEqual({
        id: second,
        eventId: second,
        rule: '모든 VI',
        channel: 'phone',
        messageId: undefined,
        insteadOf: undefined,
        episode: episodeOf(viEvent({ stock: '000660' })).id,
        event: viEvent({ stock: '000660' }),
      });
    });

    test('one that another channel could not tell remembers which', async () => {
      const key = await waiting();
      const elsewhere = { ...key, channel: 'desk' };
      await rows.addObligations([obligation(elsewhere, { insteadOf: 'phone' })], AT);
      const found = (await rows.waiting()).filter(({ channel }) => channel === 'desk');
      expect(found).toMatchObject([{ insteadOf: 'phone' }]);
      expect(await rows.waiting()).toContainEqual(
        expect.objectContaining({ channel: 'phone', insteadOf: undefined }),
      );
    });

    test('one is bound to the message it is tried in, and let go again', async () => {
      const key = await waiting();
      const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: AT });
      await rows.bind([key], messageId);
      expect(await rows.waiting()).toMatchObject([{ messageId }]);
      await rows.bind([key], undefined);
      expect(await rows.waiting()).toMatchObject([{ messageId: undefined }]);
    });

    test.each(OUTCOMES)('one that ended as %s never changes again', async (outcome) => {
      const key = await waiting();
      await rows.settle([key], ended(outcome, { reason: 'first' }));
      const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: AT });
      await rows.show(messageId, '42', 'text');
      for (const other of OUTCOMES)
        await rows.settle([key], ended(other, { reason: 'second', messageId, at: AT + 9_000 }));
      await rows.bind([key], messageId);
      await rows.addObligations([obligation(key)], AT + 9_000);
      expect(await rows.ledger({})).toMatchObject([
        { outcome, reason: 'first', at: AT + 1_000, message_id: null },
      ]);
      expect(await rows.waiting()).toEqual([]);
    });

    test('ending some leaves the others waiting', async () => {
      const key = await waiting();
      const other = await waiting({ ...key, rule: '다른 규칙' });
      const elsewhere = await waiting({ ...key, channel: 'desk' });
      await rows.settle([key], ended('sent'));
      const left = (await rows.waiting()).map(({ eventId, rule, channel }) => ({
        eventId,
        rule,
        channel,
      }));
      expect(left).toHaveLength(2);
      expect(left).toEqual(expect.arrayContaining([other, elsewhere]));
    });

    test('expired ones are unlisted until a digest lists them, and stay expired', async () => {
      const key = await waiting();
      await rows.settle([key], ended('expired'));
      expect(await rows.unlisted(AT + 1_000)).toMatchObject([key]);
      expect(await rows.unlisted(AT + 1_001)).toEqual([]);
      await rows.list([key], await rows.addMessage({ channel: 'phone', draft: '{}', at: AT }));
      expect(await rows.unlisted(0)).toEqual([]);
      expect(await outcomes()).toEqual(['expired']);
    });

    test.each(OUTCOMES.filter((one) => one !== 'expired'))(
      '%s is not unlisted',
      async (outcome) => {
        await rows.settle([await waiting()], ended(outcome));
        expect(await rows.unlisted(0)).toEqual([]);
        expect(await outcomes()).toEqual([outcome]);
      },
    );

    test('what was told counts, the oldest first, and nothing else does', async () => {
      const ids = [];
      for (const stock of ['000001', '000002', '000003', '000004'])
        ids.push(await add(rows, viEvent({ stock })));
      const keys: ObligationKey[] = [];
      for (const eventId of ids) keys.push(await waiting({ eventId }));
      const settle = (index: number, ending: Ending): Promise<void> =>
        rows.settle(keys.slice(index, index + 1), ending);
      await settle(0, ended('merged', { at: AT + 30 }));
      await settle(1, ended('sent', { at: AT + 20 }));
      await settle(2, ended('failed', { at: AT + 40 }));
      const same = { rule: '모든 VI', channel: 'phone', stock: '005930' };
      expect(await rows.told(AT + 20)).toEqual([
        { ...same, outcome: 'sent', at: AT + 20 },
        { ...same, outcome: 'merged', at: AT + 30 },
      ]);
      expect(await rows.told(AT + 31)).toEqual([]);
    });

    test('the rules that matched an event are known', async () => {
      const key = await waiting();
      const other = await waiting({ ...key, rule: '다른 규칙' });
      await waiting({ eventId: await add(rows, viEvent({ stock: '000660' })) });
      const found = await rows.matchedOf(key.eventId);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([key, other]));
    });

    test('a mute hid as many events as it hid, however many rules', async () => {
      const muteId = await rows.addMute(muteOf());
      const key = await waiting();
      const other = await waiting({ ...key, rule: '다른 규칙' });
      await rows.settle([key, other], ended('muted', { muteId }));
      const eventId = await add(rows, viEvent({ stock: '000660' }));
      const late = { eventId, rule: '모든 VI', channel: 'phone' };
      await rows.addObligations([obligation(late, { outcome: 'muted', muteId })], AT);
      expect(await rows.hiddenBy(muteId)).toBe(2);
      expect(await rows.hiddenBy(muteId + 1)).toBe(0);
    });

    test('counts are by day, rule, channel and outcome', async () => {
      const key = await waiting();
      const tomorrow = await add(rows, viEvent({ stock: '000660', day: '2026-11-21' }));
      const next = { eventId: tomorrow, rule: key.rule, channel: key.channel };
      await rows.addObligations([obligation(next, { day: '2026-11-21' })], AT);
      await rows.settle([key], ended('sent'));
      const same = { rule: '모든 VI', channel: 'phone', count: 1 };
      const today = { ...same, day: DAY, outcome: 'sent' };
      expect(await rows.counts(DAY)).toEqual([today]);
      const all = await rows.counts();
      expect(all).toHaveLength(2);
      expect(all).toEqual(
        expect.arrayContaining([today, { ...same, day: '2026-11-21', outcome: 'waiting' }]),
      );
    });

    test('the ledger has the words of the contract, and the platform’s message id', async () => {
      const key = await waiting();
      const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: AT });
      await rows.show(messageId, '4711', 'text');
      await rows.settle([key], ended('sent', { messageId, reason: 'possible repeat' }));
      expect(await rows.ledger({})).toEqual([
        {
          day: DAY,
          stock: '005930',
          venue: 'krx',
          kind: 'static',
          trigger_time: '09:05:00',
          event: 'trigger',
          rule: '모든 VI',
          channel: 'phone',
          outcome: 'sent',
          reason: 'possible repeat',
          message_id: '4711',
          at: AT + 1_000,
        },
      ]);
    });

    test('the ledger tells a venue that became known later', async () => {
      const event = viEvent({ venue: undefined });
      await waiting({ eventId: await add(rows, event) });
      expect(await rows.ledger({})).toMatchObject([{ venue: null }]);
      const change = { state: 'active', releaseTime: undefined, venue: 'nxt' } as const;
      await rows.changeEpisode(episodeOf(event).id, change);
      expect(await rows.ledger({})).toMatchObject([{ venue: 'nxt' }]);
    });

    test.each([
      [{}, ['005930', '000660']],
      [{ from: '2026-11-21' }, ['000660']],
      [{ to: DAY }, ['005930']],
      [{ from: DAY, to: '2026-11-21' }, ['005930', '000660']],
      [{ stock: '000660' }, ['000660']],
      [{ stock: '000660', to: DAY }, []],
    ])('the ledger of %j is of %j', async (filter, stocks) => {
      await waiting();
      const eventId = await add(rows, viEvent({ stock: '000660', day: '2026-11-21' }));
      const later = { eventId, rule: 'r', channel: 'c' };
      await rows.addObligations([obligation(later, { stock: '000660', day: '2026-11-21' })], AT);
      expect((await rows.ledger(filter)).map(({ stock }) => stock)).toEqual(stocks);
    });

    test('a whole storm fits one transaction', async () => {
      const eventId = await add(rows, viEvent());
      const many = Array.from({ length: 2_000 }, (_, index) =>
        obligation({ eventId, rule: `rule ${index}`, channel: 'phone' }),
      );
      await ledger.transaction((within) => within.addObligations(many, AT));
      expect(await rows.waiting()).toHaveLength(2_000);
    });
  });

  describe('messages and attempts', () => {
    const post = async (): Promise<{ id: number; messageId: number }> => {
      const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at: AT });
      const id = await rows.openAttempt({ messageId, channel: 'phone', op: 'post' }, AT);
      return { id, messageId };
    };

    test('a message remembers its draft and what the chat shows', async () => {
      const id = await rows.addMessage({ channel: 'phone', draft: 'one', at: AT });
      const same = { id, channel: 'phone', createdAt: AT };
      expect(await rows.messagesSince(AT)).toEqual([
        { ...same, draft: 'one', platformId: undefined, shown: undefined },
      ]);
      await rows.redraft(id, 'two');
      await rows.show(id, '4711', '🔴 text');
      expect(await rows.messagesSince(AT)).toEqual([
        { ...same, draft: 'two', platformId: '4711', shown: '🔴 text' },
      ]);
      expect(await rows.messagesSince(AT + 1)).toEqual([]);
    });

    test('an attempt is open until it ends', async () => {
      const { id, messageId } = await post();
      expect(await rows.openAttempts()).toEqual([{ id, messageId, channel: 'phone', op: 'post' }]);
      await rows.closeAttempt(id, { state: 'accepted', at: AT + 5 });
      expect(await rows.openAttempts()).toEqual([]);
    });

    test('an attempt that ended never changes', async () => {
      const { id, messageId } = await post();
      await rows.closeAttempt(id, { state: 'unknown', at: AT });
      const whole = { at: AT + 90_000, scope: undefined };
      await rows.closeAttempt(id, { state: 'accepted', at: AT + 5, retry: whole });
      expect(await rows.unansweredPosts(messageId)).toBe(1);
      expect(await rows.recentAttempts(AT + 1)).toEqual([]);
      const next = await rows.openAttempt({ messageId, channel: 'phone', op: 'post' }, AT);
      await rows.closeAttempt(next, { state: 'accepted', at: AT });
      await rows.closeAttempt(next, { state: 'unknown', at: AT });
      expect(await rows.unansweredPosts(messageId)).toBe(1);
    });

    test('only posts of the message itself count as unanswered', async () => {
      const { id, messageId } = await post();
      const other = await post();
      const edit = await rows.openAttempt({ messageId, channel: 'phone', op: 'edit' }, AT);
      for (const attempt of [other.id, edit])
        await rows.closeAttempt(attempt, { state: 'unknown', at: AT });
      expect(await rows.unansweredPosts(messageId)).toBe(0);
      await rows.closeAttempt(id, { state: 'unknown', at: AT });
      expect(await rows.unansweredPosts(messageId)).toBe(1);
    });

    test.each([
      ['left without an answer', ['unknown'], true],
      ['could not be repeated', ['unknown', 'not-sent', 'wait'], true],
      ['was made good by the next', ['unknown', 'accepted'], false],
      ['was never lost', ['accepted', 'refused'], false],
    ] as const)('an edit that %s: %j', async (_title, states, isDoubtful) => {
      const { messageId } = await post();
      for (const state of states) {
        const id = await rows.openAttempt({ messageId, channel: 'phone', op: 'edit' }, AT);
        await rows.closeAttempt(id, { state, at: AT + 5 });
      }
      expect(await rows.doubtfulEdits(AT)).toEqual(isDoubtful ? [messageId] : []);
      expect(await rows.doubtfulEdits(AT + 1)).toEqual([]);
    });

    test('recent attempts count from their answers, and those that still forbid something', async () => {
      const { id } = await post();
      const retry = { at: AT + 60_000, scope: 'telegram:bot' };
      await rows.closeAttempt(id, { state: 'wait', at: AT + 5, retry });
      const edit = { messageId: 1, channel: 'desk', op: 'edit' } as const;
      const other = await rows.openAttempt(edit, AT);
      await rows.closeAttempt(other, { state: 'accepted', at: AT + 9 });
      const waits = { channel: 'phone', op: 'post', countedAt: AT + 5, retry };
      const done = { channel: 'desk', op: 'edit', countedAt: AT + 9, retry: undefined };
      expect(await rows.recentAttempts(AT + 9)).toEqual([waits, done]);
      expect(await rows.recentAttempts(AT + 60_000)).toEqual([waits]);
      expect(await rows.recentAttempts(AT + 60_001)).toEqual([]);
    });

    test('a 429 that names no scope forbids what its request counts in', async () => {
      const { id } = await post();
      const retry = { at: AT + 60_000, scope: undefined };
      await rows.closeAttempt(id, { state: 'wait', at: AT, retry });
      expect(await rows.recentAttempts(AT)).toMatchObject([{ retry }]);
    });
  });

  describe('mutes', () => {
    test.each<[string, Partial<NewMute>]>([
      ['of a stock in a chat', {}],
      ['of everything everywhere', { target: { is: 'all' }, scope: { is: 'everyone' } }],
      ['of a watchlist', { target: { is: 'watchlist', name: '반도체' }, reason: '점심' }],
      ['of a rule until its release', { target: { is: 'rule', name: 'r' }, untilRelease: true }],
      ['of the next three', { nextLeft: 3 }],
    ])('a mute %s is read as it was written', async (_case, given) => {
      const id = await rows.addMute(muteOf(given));
      expect(await rows.openMutes()).toEqual([{ ...muteOf(given), id }]);
      expect(await rows.mute(id)).toEqual({ ...muteOf(given), id });
    });

    test('one that nobody made is not known', async () => {
      expect(await rows.mute(1)).toBeUndefined();
    });

    test.each<[MuteEnd, boolean]>([
      ['time', true],
      ['release', true],
      ['count', true],
      ['unmuted', false],
      ['replaced', false],
    ])('one that ended by %s is no longer open; its chat hears of it: %s', async (why, told) => {
      const id = await rows.addMute(muteOf());
      const other = await rows.addMute(muteOf());
      await rows.endMutes([id], why, AT);
      expect((await rows.openMutes()).map((mute) => mute.id)).toEqual([other]);
      expect((await rows.untoldMutes()).map((mute) => mute.id)).toEqual(told ? [id] : []);
      await rows.tellMutes([id]);
      expect(await rows.untoldMutes()).toEqual([]);
    });

    test('the first end stands', async () => {
      const id = await rows.addMute(muteOf());
      await rows.endMutes([id], 'unmuted', AT);
      await rows.endMutes([id], 'time', AT + 1);
      expect(await rows.untoldMutes()).toEqual([]);
      const next = await rows.addMute(muteOf());
      await rows.endMutes([next], 'time', AT);
      await rows.endMutes([next], 'unmuted', AT + 1);
      expect(await rows.untoldMutes()).toMatchObject([{ id: next }]);
    });

    test('nothing to end or tell changes nothing', async () => {
      const id = await rows.addMute(muteOf());
      await rows.endMutes([], 'time', AT);
      await rows.tellMutes([]);
      expect(await rows.openMutes()).toMatchObject([{ id }]);
    });

    test('a count goes down', async () => {
      const id = await rows.addMute(muteOf({ nextLeft: 3 }));
      await rows.countDown(id, 2);
      expect(await rows.openMutes()).toMatchObject([{ nextLeft: 2 }]);
    });

    test('a chat that moves takes its mutes along, and no others', async () => {
      await rows.addMute(muteOf());
      await rows.addMute(muteOf({ scope: { is: 'chat', chat: 'telegram:-1001' } }));
      await rows.addMute(muteOf({ scope: { is: 'everyone' } }));
      await rows.moveMutes('telegram:-100', 'telegram:-100999');
      expect((await rows.openMutes()).map(({ scope }) => scope)).toEqual([
        { is: 'chat', chat: 'telegram:-100999' },
        { is: 'chat', chat: 'telegram:-1001' },
        { is: 'everyone' },
      ]);
    });
  });

  describe('commands and what is kept', () => {
    const command = { id: 'telegram:1', person: 'telegram:7', words: 'mute 005930', at: AT };

    test('a command acts once', async () => {
      expect(await rows.result(command.id)).toBeUndefined();
      await rows.addResult({ ...command, result: 'first' });
      await expect(rows.addResult({ ...command, result: 'second' })).rejects.toThrow(/unique/iu);
      expect(await rows.result(command.id)).toBe('first');
    });

    test('commands that acted are told oldest first, of a time or the last of them', async () => {
      for (const [id, at] of [
        ['b', AT + 1],
        ['a', AT],
        ['c', AT + 2],
      ] as const) {
        await rows.addResult({ ...command, id, at, result: id });
      }
      const told = async (filter: Parameters<typeof rows.acted>[0]) =>
        (await rows.acted(filter)).map(({ id }) => id);
      expect(await told({})).toEqual(['a', 'b', 'c']);
      expect(await told({ last: 2 })).toEqual(['b', 'c']);
      expect(await told({ from: AT + 1, before: AT + 2 })).toEqual(['b']);
    });

    test('what is kept under a key is the last that was kept there', async () => {
      expect(await rows.kept('offset')).toBeUndefined();
      await rows.keep('offset', '1');
      await rows.keep('offset', '2');
      await rows.keep('other', '3');
      expect(await rows.kept('offset')).toBe('2');
    });
  });

  describe('transactions', () => {
    test('one that fails leaves nothing behind', async () => {
      const before = await waiting();
      const fault = new Error('halfway');
      const work = ledger.transaction(async (within) => {
        const eventId = await add(within, viEvent({ stock: '000660' }));
        await within.addObligations([obligation({ ...before, eventId })], AT);
        await within.settle([before], ended('sent'));
        await within.addMute(muteOf());
        await within.keep('key', 'value');
        expect(await within.waiting()).toHaveLength(1);
        throw fault;
      });
      await expect(work).rejects.toBe(fault);
      expect(await rows.waiting()).toMatchObject([before]);
      expect(await rows.lastEvents(9)).toHaveLength(1);
      expect(await rows.openMutes()).toEqual([]);
      expect(await rows.kept('key')).toBeUndefined();
    });

    test('those that run side by side do not see each other halfway', async () => {
      await rows.keep('count', '0');
      const increase = (): Promise<void> =>
        ledger.transaction(async (within) => {
          const count = Number(await within.kept('count'));
          await within.keep('count', String(count + 1));
        });
      await Promise.all(Array.from({ length: 20 }, increase));
      expect(await rows.kept('count')).toBe('20');
    });

    test('what it resolves to is handed on', async () => {
      expect(await ledger.transaction(() => Promise.resolve('done'))).toBe('done');
    });
  });

  describe('any history', () => {
    const RULES = ['a', 'b'] as const;
    const CHANNELS = ['phone', 'desk'] as const;
    const STOCKS = ['000001', '000002', '000003'] as const;

    interface Step {
      readonly op: 'add' | 'bind' | 'release' | 'settle' | 'list' | 'reopen';
      readonly keys: readonly { stock: number; rule: 'a' | 'b'; channel: 'phone' | 'desk' }[];
      readonly outcome: Outcome;
      readonly fails: boolean;
    }

    const step: fc.Arbitrary<Step> = fc.record({
      op: fc.constantFrom('add', 'add', 'bind', 'release', 'settle', 'list', 'reopen'),
      keys: fc.array(
        fc.record({
          stock: fc.nat({ max: STOCKS.length - 1 }),
          rule: fc.constantFrom(...RULES),
          channel: fc.constantFrom(...CHANNELS),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      outcome: fc.constantFrom(...OUTCOMES),
      fails: fc.boolean(),
    });

    const nameOf = ({ eventId, rule, channel }: ObligationKey): string =>
      JSON.stringify([eventId, rule, channel]);

    /** What the ledger must say after a step: rows are born waiting or ended, and end once. */
    function expected(
      model: ReadonlyMap<string, Standing>,
      { op, outcome }: Step,
      keys: readonly ObligationKey[],
    ): ReadonlyMap<string, Standing> {
      const next = new Map(model);
      for (const name of keys.map(nameOf)) {
        if (op === 'add' && !next.has(name)) next.set(name, 'waiting');
        if (op === 'settle' && next.get(name) === 'waiting') next.set(name, outcome);
      }
      return next;
    }

    async function perform(
      within: Rows,
      { op, outcome }: Step,
      keys: readonly ObligationKey[],
    ): Promise<void> {
      const message = { channel: 'phone', draft: '{}', at: AT };
      if (op === 'add')
        await within.addObligations(
          keys.map((key) => obligation(key)),
          AT,
        );
      if (op === 'bind') await within.bind(keys, await within.addMessage(message));
      if (op === 'release') await within.bind(keys, undefined);
      if (op === 'settle') await within.settle(keys, ended(outcome));
      if (op === 'list') await within.list(keys, await within.addMessage(message));
    }

    const tally = (standings: Iterable<Standing>): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const one of standings) counts[one] = (counts[one] ?? 0) + 1;
      return counts;
    };

    test('leaves matched equal to the sum of all standings', async () => {
      const history = fc.array(step, { minLength: 1, maxLength: 25 });
      const check = async (steps: readonly Step[]): Promise<void> => {
        const own = await kind.place();
        let open = await own.open();
        const ids: number[] = [];
        for (const stock of STOCKS) ids.push(await add(open.rows, viEvent({ stock })));
        let model: ReadonlyMap<string, Standing> = new Map();
        for (const one of steps) {
          const keys = one.keys.map(({ stock, ...key }) => ({ ...key, eventId: ids[stock] ?? 0 }));
          if (one.op === 'reopen' && kind.lasting) {
            await open.close();
            open = await own.open();
          }
          const done = open.transaction(async (within) => {
            await perform(within, one, keys);
            if (one.fails) throw new Error('rolled back');
          });
          await done.catch(() => undefined);
          if (!one.fails) model = expected(model, one, keys);
          const counts = await open.rows.counts();
          const matched = counts.reduce((sum, { count }) => sum + count, 0);
          expect(matched).toBe(model.size);
          expect(tally((await open.rows.ledger({})).map(({ outcome }) => outcome))).toEqual(
            tally(model.values()),
          );
          expect(
            tally(counts.flatMap(({ outcome, count }) => Array<Standing>(count).fill(outcome))),
          ).toEqual(tally(model.values()));
        }
        await open.close();
        await own.remove();
      };
      await fc.assert(fc.asyncProperty(history, check), { numRuns: kind.histories });
    }, 30_000);
  });
});

const LASTING = Object.entries(KINDS).filter(([, { lasting }]) => lasting);

describe.each(LASTING)('%s outlives its connections', (_name, kind) => {
  const ledger = eachOn(kind);

  test('what was written is there when it is opened again', async () => {
    const key = await addWaiting(ledger.rows());
    const messageId = await ledger.rows().addMessage({ channel: 'phone', draft: '{}', at: AT });
    await ledger.rows().openAttempt({ messageId, channel: 'phone', op: 'post' }, AT);
    await ledger.rows().addMute(muteOf());
    await ledger.rows().keep('offset', '1');
    const seen = async (rows: Rows) => [
      await rows.waiting(),
      await rows.messagesSince(0),
      await rows.openAttempts(),
      await rows.openMutes(),
      await rows.kept('offset'),
      await rows.episodesSince(DAY),
    ];
    const before = await seen(ledger.rows());
    await ledger.reopen();
    await ledger.reopen();
    expect(await seen(ledger.rows())).toEqual(before);
    expect(await ledger.rows().waiting()).toMatchObject([key]);
  });

  test('numbers are never given twice', async () => {
    const mute = await ledger.rows().addMute(muteOf());
    const event = await add(ledger.rows(), viEvent());
    await ledger.reopen();
    expect(await ledger.rows().addMute(muteOf())).toBeGreaterThan(mute);
    expect(await add(ledger.rows(), viEvent({ stock: '000660' }))).toBeGreaterThan(event);
  });

  test('a second connection sees what is written, and is seen', async () => {
    const key = await addWaiting(ledger.rows());
    const other = await ledger.open();
    try {
      const id = await other.transaction((within) => within.addMute(muteOf()));
      expect(await ledger.rows().openMutes()).toMatchObject([{ id }]);
      await ledger.rows().settle([key], ended('sent'));
      await other.rows.settle([key], ended('failed'));
      expect(await other.rows.ledger({})).toMatchObject([{ outcome: 'sent' }]);
      expect(await add(other.rows, viEvent())).toBe(-1);
    } finally {
      await other.close();
    }
  });

  test('a second connection changes the version by each commit, and not before', async () => {
    const other = await ledger.open();
    try {
      const before = ledger.version();
      await other.rows.openMutes();
      expect(ledger.version()).toBe(before);
      await other.transaction(async (within) => {
        await within.keep('offset', '1');
        expect(ledger.version()).toBe(before);
      });
      const after = ledger.version();
      expect(after).not.toBe(before);
      await other.rows.keep('offset', '2');
      expect(ledger.version()).not.toBe(after);
    } finally {
      await other.close();
    }
  });
});
