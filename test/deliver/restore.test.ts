import { describe, expect, test } from 'vitest';
import { writeDraft, type Draft } from '../../src/alert/draft.ts';
import type { Answer } from '../../src/channel/channel.ts';
import { accept } from '../../src/deliver/accept.ts';
import { stopDispatch } from '../../src/deliver/dispatch.ts';
import type { Obligation } from '../../src/store/obligation.ts';
import { createTold } from '../../src/deliver/told.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { timeOf } from '../../src/vi/kst.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { alertDraft } from '../helpers/alert-draft.ts';
import { channelSettings, heard, openDesk, type Desk } from '../helpers/dispatch-desk.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet, type TestRule } from '../helpers/rule-set.ts';
import {
  scriptedChannel,
  type Request,
  type ScriptedOptions,
} from '../helpers/scripted-channel.ts';
import { viEvent } from '../helpers/vi-event.ts';
import { newMute } from '../helpers/new-mute.ts';

const HOUR_MS = 3_600_000;
const REPEAT = '(다시 보냄: 중복일 수 있음)';
const phoneDestination = { ...channelSettings('phone'), chat: 'test:phone' };

/** The ledger as a crash leaves it, written row by row; then the program starts on it. */
interface Left {
  readonly clock: FakeClock;
  readonly store: Store;
  /** T1: the event and what is owed are on disk. Its number. */
  owe(given?: Partial<ViEvent>, rules?: readonly TestRule[]): Promise<number>;
  /** T2: a message about these events and its attempt in `sending`. */
  sending(eventIds: readonly number[], given?: Partial<Draft>): Promise<Sending>;
  start(options?: Start): Promise<Started>;
}

interface Sending {
  readonly messageId: number;
  readonly attemptId: number;
}

interface Start {
  readonly rules?: readonly TestRule[];
  readonly channel?: Partial<ScriptedOptions>;
}

interface Started {
  readonly desk: Desk;
  readonly phone: ReturnType<typeof scriptedChannel>;
}

const draft = (eventIds: readonly number[], given: Partial<Draft>): Draft =>
  alertDraft({
    form: eventIds.length > 1 ? 'storm' : 'alert',
    entries: eventIds.map((event) => ({ event, rules: [{ name: '모든 VI', note: null }] })),
    ...given,
  });

async function left(): Promise<Left> {
  const clock = fakeClock();
  const store = await openStore(':memory:');
  return {
    clock,
    store,
    async owe(given = {}, rules = [rule()]) {
      const now = clock.now();
      const event = viEvent({ triggerTime: timeOf(now), heardAt: now, ...given });
      const destinations = new Map([['phone', phoneDestination]]);
      const planning = { rules: ruleSet(rules), destinations, told: createTold([]), now };
      const accepted = await accept(store, [heard(event)], planning, async () => undefined);
      return accepted.events[0]?.id ?? 0;
    },
    async sending(eventIds, given = {}) {
      const at = clock.now();
      return store.transaction(async (rows) => {
        const written = writeDraft(draft(eventIds, given));
        const messageId = await rows.addMessage({ channel: 'phone', draft: written, at });
        const keys = (await rows.waiting()).filter(({ eventId }) => eventIds.includes(eventId));
        await rows.bind(keys, messageId);
        const attempt = { messageId, channel: 'phone', op: 'post' } as const;
        return { messageId, attemptId: await rows.openAttempt(attempt, at) };
      });
    },
    async start({ rules = [rule()], channel = {} } = {}) {
      const phone = scriptedChannel({ clock, ...channel });
      return { desk: await openDesk(clock, ruleSet(rules), [phone], { store }), phone };
    },
  };
}

const group = [
  { scope: 'chat', count: 1, ms: 1_000 },
  { scope: 'chat', count: 20, ms: 60_000 },
];

/** A message that an earlier process told, before it stopped; its number. */
async function told({ clock, start, store }: Left): Promise<number> {
  const { desk } = await start();
  await desk.trigger();
  await clock.advance(10);
  await stopDispatch(desk.dispatch);
  const [message] = await store.rows.messagesSince(0);
  return message?.id ?? 0;
}

describe('a start after a crash', () => {
  test('between T1 and T2 tells what was accepted, unmarked', async () => {
    const scene = await left();
    await scene.owe();
    const { desk, phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests).toHaveLength(1);
    expect(phone.requests[0]?.text).not.toContain(REPEAT);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('between T2 and T3 repeats the message once, marked, whether it left or not', async () => {
    const scene = await left();
    await scene.sending([await scene.owe()]);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests).toHaveLength(1);
    expect(phone.requests[0]?.text).toContain(REPEAT);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('during a digest repeats that digest, whole', async () => {
    const scene = await left();
    const ids = [await scene.owe({ stock: '000001' }), await scene.owe({ stock: '000002' })];
    await scene.sending(ids);
    await scene.owe({ stock: '000003', name: '셋' });
    const { desk, phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests[0]?.text).toContain(REPEAT);
    expect(phone.requests[0]?.text).toContain('2건');
    expect(phone.requests[1]?.text).toContain('셋');
    expect(await desk.sum()).toEqual({ merged: 2, sent: 1 });
  });

  test('during the marked repeat gives up as unknown and tells the next', async () => {
    const scene = await left();
    const sent = await scene.sending([await scene.owe()]);
    await scene.store.rows.closeAttempt(sent.attemptId, {
      state: 'unknown',
      at: scene.clock.now(),
    });
    const again = { messageId: sent.messageId, channel: 'phone', op: 'post' } as const;
    await scene.store.rows.openAttempt(again, scene.clock.now());
    await scene.owe({ stock: '000002', name: '둘' });
    const { desk, phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests.map(({ text }) => text.includes('둘'))).toEqual([true]);
    expect(await desk.sum()).toEqual({ unknown: 1, sent: 1 });
  });

  test('after the first answer was lost repeats once, and then no more', async () => {
    const scene = await left();
    const sent = await scene.sending([await scene.owe()]);
    await scene.store.rows.closeAttempt(sent.attemptId, {
      state: 'unknown',
      at: scene.clock.now(),
    });
    const { desk, phone } = await scene.start();
    phone.script('lost');
    await scene.clock.advance(20_000);
    expect(phone.requests).toHaveLength(1);
    expect(await desk.sum()).toEqual({ unknown: 1 });
  });

  test('before the plain form of a refused message sends that form', async () => {
    const scene = await left();
    const sent = await scene.sending([await scene.owe()], { plain: true });
    await scene.store.rows.closeAttempt(sent.attemptId, {
      state: 'refused',
      at: scene.clock.now(),
    });
    const { desk, phone } = await scene.start();
    phone.script({ is: 'bad-message', reason: 'entities' });
    await scene.clock.advance(5_000);
    expect(phone.requests).toHaveLength(1);
    expect(await desk.sum()).toEqual({ failed: 1 });
  });

  test('before the plain form of a refused message keeps it beside a digest that left something out', async () => {
    const scene = await left();
    const refused = { state: 'refused', at: scene.clock.now() } as const;
    const eventId = await scene.owe({ stock: '000001' });
    const digest = await scene.sending([eventId], { form: 'expired', plain: true });
    await scene.store.rows.closeAttempt(digest.attemptId, refused);
    const key = { eventId, rule: '모든 VI', channel: 'phone' };
    await scene.store.rows.bind([key], undefined);
    const ending = { outcome: 'expired', reason: 'blocked', at: scene.clock.now() } as const;
    await scene.store.rows.settle([key], ending);
    const alert = await scene.sending([await scene.owe({ stock: '000002' })], { plain: true });
    await scene.store.rows.closeAttempt(alert.attemptId, refused);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(10_000);
    expect(phone.requests).toHaveLength(2);
    expect(await desk.sum()).toEqual({ expired: 1, sent: 1 });
  });

  test('during a 429 waits as told', async () => {
    const scene = await left();
    const sent = await scene.sending([await scene.owe()]);
    const at = scene.clock.now();
    const retry = { at: at + 37_000, scope: undefined };
    const end = { state: 'wait', at, retry } as const;
    await scene.store.rows.closeAttempt(sent.attemptId, end);
    const { desk, phone } = await scene.start({ channel: { windows: group } });
    await scene.clock.advance(60_000);
    expect(phone.requests.map((request) => request.at)).toEqual([37_000]);
    expect(phone.requests[0]?.text).not.toContain(REPEAT);
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test.each([
    { title: 'one that its chats share holds them all', scope: 'workspace', waits: [9_000, 9_000] },
    { title: 'one of its own holds that chat alone', scope: 'phone', waits: [9_000, 0] },
    { title: 'none that it named, all of its own', scope: undefined, waits: [9_000, 9_000] },
  ])('during a 429 of a scope: $title', async ({ scope, waits }) => {
    const scene = await left();
    const at = scene.clock.now();
    const sent = await scene.sending([]);
    const end = { state: 'wait', at, retry: { at: at + 9_000, scope } } as const;
    await scene.store.rows.closeAttempt(sent.attemptId, end);
    const channels = ['phone', 'desk'].map((name) => {
      const windows = [name, 'workspace'].map((one) => ({ scope: one, count: 30, ms: 1_000 }));
      return scriptedChannel({ clock: scene.clock, name, windows });
    });
    const rules = ruleSet([rule({ notify: ['phone', 'desk'] })]);
    const desk = await openDesk(scene.clock, rules, channels, { store: scene.store });
    await desk.trigger();
    await scene.clock.advance(10_000);
    expect(channels.map(({ requests }) => requests.map((one) => one.at))).toEqual(
      waits.map((ms) => [ms]),
    );
  });

  test('remembers what the windows still hold', async () => {
    const scene = await left();
    const at = scene.clock.now();
    for (let n = 0; n < 18; n += 1) {
      const sent = await scene.sending([]);
      await scene.store.rows.closeAttempt(sent.attemptId, { state: 'accepted', at });
    }
    await scene.owe();
    const { phone } = await scene.start({ channel: { windows: group } });
    await scene.clock.advance(59_900);
    expect(phone.requests).toEqual([]);
    await scene.clock.advance(1_000);
    expect(phone.requests).toHaveLength(1);
  });

  test('on a clock that was set back waits no longer for a window or a 429 than told', async () => {
    const scene = await left();
    const at = scene.clock.now();
    const sent = await scene.sending([]);
    const end = { state: 'wait', at, retry: { at: at + 9_000, scope: undefined } } as const;
    await scene.store.rows.closeAttempt(sent.attemptId, end);
    scene.clock.stepWall(-3_600_000);
    await expectToLeaveAfter(scene, 9_000, 5_000);
  });

  /** What is owed leaves so many ms after the start, with room for one in this window. */
  async function expectToLeaveAfter(
    scene: Awaited<ReturnType<typeof left>>,
    wait: number,
    ms: number,
  ) {
    await scene.owe();
    const windows = [{ scope: 'test:chat', count: 1, ms }];
    const { phone } = await scene.start({ channel: { windows } });
    await scene.clock.advance(wait - 1);
    expect(phone.requests).toEqual([]);
    await scene.clock.advance(1);
    expect(phone.requests).toHaveLength(1);
  }

  test('counts a request until its answer came, however long that took', async () => {
    const scene = await left();
    const sent = await scene.sending([]);
    await scene.clock.advance(5_000);
    const at = scene.clock.now();
    await scene.store.rows.closeAttempt(sent.attemptId, { state: 'accepted', at });
    await expectToLeaveAfter(scene, 1_000, 1_000);
  });

  test('remembers a window of its own, however long', async () => {
    const scene = await left();
    const sent = await scene.sending([]);
    const at = scene.clock.now();
    await scene.store.rows.closeAttempt(sent.attemptId, { state: 'accepted', at });
    await scene.clock.advance(70_000);
    await expectToLeaveAfter(scene, 30_000, 100_000);
  });

  test('lists once what expired before it', async () => {
    const scene = await left();
    const eventId = await scene.owe();
    const keys = [{ eventId, rule: '모든 VI', channel: 'phone' }];
    const ending = { outcome: 'expired', reason: 'blocked', at: scene.clock.now() } as const;
    await scene.store.rows.settle(keys, ending);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(10_000);
    expect(phone.requests).toHaveLength(1);
    expect(await desk.ledger()).toMatchObject([{ outcome: 'expired', message_id: 'm1' }]);
    const next = await scene.start();
    await scene.clock.advance(10_000);
    expect(next.phone.requests).toEqual([]);
  });

  test('lists what grew too old while it was down', async () => {
    const scene = await left();
    await scene.owe();
    await scene.clock.advance(600_000);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(10_000);
    expect(phone.requests.map(({ text }) => text.includes('1건'))).toEqual([true]);
    expect(await desk.sum()).toEqual({ expired: 1 });
  });

  test('calls a message unknown that was in doubt and is too old to repeat', async () => {
    const scene = await left();
    await scene.sending([await scene.owe()]);
    await scene.clock.advance(600_000);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(10_000);
    expect(phone.requests).toEqual([]);
    expect(await desk.sum()).toEqual({ unknown: 1 });
  });

  test('corrects a message whose release came just before', async () => {
    const scene = await left();
    await told(scene);
    const [episode] = await scene.store.rows.episodesSince('2026-11-20');
    if (episode === undefined) throw new Error('no episode');
    const released = { ...episode, state: 'released', releaseTime: '09:02:10' } as const;
    await scene.store.rows.changeEpisode(episode.id, released);
    const { phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests).toMatchObject([{ op: 'edit', id: 'm1' }]);
    expect(phone.requests[0]?.text).toContain('해제 09:02:10');
  });

  test('corrects it when the release comes later, too', async () => {
    const scene = await left();
    await told(scene);
    const { desk, phone } = await scene.start();
    await scene.clock.advance(5_000);
    expect(phone.requests).toEqual([]);
    const [event] = await scene.store.rows.lastEvents(1);
    await desk.release(event?.event ?? viEvent());
    await scene.clock.advance(5_000);
    expect(phone.requests).toMatchObject([{ op: 'edit', id: 'm1' }]);
  });

  test('breaks no mute that came while it was down', async () => {
    const scene = await left();
    await scene.owe();
    await scene.sending([await scene.owe({ stock: '000002' })]);
    await scene.store.rows.addMute(newMute(scene.clock.now()));
    const { desk, phone } = await scene.start();
    await scene.clock.advance(30_000);
    expect(phone.requests).toEqual([]);
    expect(await desk.sum()).toEqual({ muted: 2 });
  });

  test('keeps the cooldown of what was told before', async () => {
    const scene = await left();
    await told(scene);
    const rules = [rule({ cooldown: 600_000 })];
    const { desk, phone } = await scene.start({ rules });
    await scene.clock.advance(1_000);
    await desk.trigger({ count: 2 });
    await scene.clock.advance(1_000);
    expect(phone.requests).toEqual([]);
    expect(await desk.sum()).toEqual({ sent: 1, suppressed: 1 });
  });

  test('after a weekend keeps a cooldown to the close that began on Friday evening', async () => {
    const scene = await left();
    await scene.clock.advance(7 * HOUR_MS);
    await told(scene);
    await scene.clock.advance(64 * HOUR_MS);
    const { desk, phone } = await scene.start({ rules: [rule({ cooldown: 'until-close' })] });
    await desk.trigger({ day: '2026-11-23' });
    await scene.clock.advance(1_000);
    expect(phone.requests).toEqual([]);
    expect(await desk.sum()).toEqual({ sent: 1, suppressed: 1 });
  });

  test('tells what a rule owed that is in the file no more', async () => {
    const scene = await left();
    await scene.owe();
    const { desk, phone } = await scene.start({ rules: [rule({ name: '다른 규칙' })] });
    await scene.clock.advance(1_000);
    expect(phone.shown()[0]).toContain('모든 VI');
    expect(await desk.sum()).toEqual({ sent: 1 });
  });

  test('ends what a channel owed that is in the file no more, and lists it once that is back', async () => {
    const scene = await left();
    await scene.owe({ stock: '000001' });
    await scene.sending([await scene.owe({ stock: '000002' })]);
    const without = await scene.start({ channel: { name: 'mobile' } });
    await scene.clock.advance(10_000);
    expect(without.phone.requests).toEqual([]);
    expect(await without.desk.sum()).toEqual({ expired: 1, unknown: 1 });
    const back = await scene.start();
    await scene.clock.advance(10_000);
    expect(back.phone.requests.map(({ text }) => text.includes('1건'))).toEqual([true]);
  });

  test('that had no answer to an edit which was to tell more tells that anew, and nothing twice', async () => {
    const scene = await left();
    const messageId = await told(scene);
    // Its first post was in doubt once; the repeat was accepted.
    const doubt = { messageId, channel: 'phone', op: 'post' } as const;
    const attempt = await scene.store.rows.openAttempt(doubt, scene.clock.now());
    await scene.store.rows.closeAttempt(attempt, { state: 'unknown', at: scene.clock.now() });
    const [event] = await scene.store.rows.lastEvents(1);
    const eventId = event?.id ?? 0;
    const second: Obligation = {
      eventId,
      rule: 'b',
      channel: 'phone',
      day: '2026-11-20',
      stock: '005930',
      outcome: 'waiting',
      reason: undefined,
      muteId: undefined,
      insteadOf: undefined,
    };
    await scene.store.rows.addObligations([second], scene.clock.now());
    await scene.store.rows.bind([second], messageId);
    await scene.store.rows.openAttempt({ ...doubt, op: 'edit' }, scene.clock.now());
    const { desk, phone } = await scene.start({ rules: [rule(), rule({ name: 'b' })] });
    await scene.clock.advance(10_000);
    expect(phone.requests.map(({ op }) => op)).toEqual(['edit']);
    expect(phone.shown().join('\n')).toContain('모든 VI, b');
    expect(await desk.sum()).toEqual({ sent: 2 });
  });

  test.each([
    ['had no answer to an edit', []],
    ['had none, and then could not correct it,', [{ is: 'not-sent', reason: 'refused' }]],
  ] as const)(
    'that %s takes out of the message what is told elsewhere',
    async (_title, between) => {
      const { clock, store } = await left();
      const limited = ruleSet([rule({ limit: { count: 1, ms: 60_000 }, onRelease: 'none' })]);
      const before = scriptedChannel({ clock });
      const desk = await openDesk(clock, limited, [before], { store });
      for (const stock of ['000001', '000002']) await desk.trigger({ stock, name: stock });
      await clock.advance(10_000);
      // The edit is never answered: the process is gone by then.
      before.edit = () => Promise.withResolvers<Answer>().promise;
      await desk.trigger({ stock: '000003', name: '000003' });
      await clock.advance(70_000);
      const requests: Request[] = [];
      for (const answer of [...between, undefined]) {
        const after = scriptedChannel({ clock });
        if (answer !== undefined) after.edit = () => Promise.resolve(answer);
        const started = await openDesk(clock, limited, [after], { store });
        await clock.advance(10_000);
        await stopDispatch(started.dispatch);
        requests.push(...after.requests);
      }
      expect(requests.map(({ op, text }) => [op, text.includes('000003')])).toEqual([
        ['post', true],
        ['edit', false],
      ]);
    },
  );
});
