import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../src/alert/message.ts';
import type { InboxState } from '../../../src/channel/inbox-state.ts';
import type { Inbox, Incoming } from '../../../src/channel/incoming.ts';
import { openSlack, type OpenSlack } from '../../../src/channel/slack/open-slack.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { fakeSlack, type FakeSlack } from '../../helpers/fake-slack.ts';

const yes: Message = { lines: ['네 <b>'], buttons: [], silent: true, tone: 'neutral' };

let slack: FakeSlack;
let open: OpenSlack;
let inbox: Inbox;
let states: InboxState['is'][];
let heard: Incoming[];

const listen = (then: (incoming: Incoming) => Promise<unknown> = async () => undefined): void =>
  inbox.open(async (incoming) => {
    heard.push(incoming);
    slack.changed();
    await then(incoming);
  });
const connected = (): Promise<void> =>
  slack.until(() => slack.sockets() === 1 && states.at(-1) === 'listening');

beforeEach(async () => {
  slack = await fakeSlack({ limits: false });
  states = [];
  heard = [];
  open = openSlack(slack, {
    clock: systemClock,
    told: (state) => {
      states.push(state.is);
      slack.changed();
    },
  });
  const { inbox: opened } = open;
  if (opened === undefined) throw new Error('there is an app token, so there is an inbox');
  inbox = opened;
});

afterEach(async () => {
  await inbox.close();
  await open.close();
  await slack.close();
});

describe('what comes in from Slack', () => {
  test('is the words of a slash command, acknowledged at once and answered to the person only', async () => {
    listen((incoming) => incoming.answer(yes));
    await connected();
    const id = slack.slash({ channel: 'C1', user: 'U7', text: 'mute 형지I&amp;C 30m' });
    await slack.until(() => slack.ephemeral.length === 1);
    expect(slack.acknowledged).toContain(id);
    expect(heard[0]).toMatchObject({
      chat: 'slack:C1',
      direct: false,
      person: 'slack:T0TEAM/U7',
      said: { is: 'words', text: 'mute 형지I&C 30m' },
      windows: [],
    });
    expect(slack.ephemeral[0]).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      text: '네 &lt;b&gt;',
    });
    expect(slack.messages).toEqual([]);
  });

  test.each([
    [429, { 'retry-after': '2' }, { is: 'wait', ms: 2000, scope: 'slack:method:response_url' }],
    [429, {}, { is: 'wait', ms: 5000, scope: 'slack:method:response_url' }],
    [404, {}, { is: 'refused', reason: 'response_url answered 404' }],
  ])('may be answered once the address allows it: %i %j', async (status, headers, said) => {
    const answers: unknown[] = [];
    listen(async (incoming) => {
      answers.push(await incoming.answer(yes));
      slack.changed();
    });
    await connected();
    slack.next('response_url', { is: 'answer', status, body: '', headers });
    slack.slash({ channel: 'C1', user: 'U7', text: 'mutes' });
    await slack.until(() => answers.length === 1);
    expect(answers).toEqual([said]);
    expect(slack.ephemeral).toEqual([]);
  });

  test('is a press; that of a link button is not', async () => {
    listen();
    await connected();
    const link = slack.press({ channel: 'C1', user: 'U7', value: undefined });
    const mute = slack.press({ channel: 'D9', user: 'U7', value: 'm:005930:30m' });
    await slack.until(() => heard.length === 1 && slack.acknowledged.length === 2);
    expect(slack.acknowledged).toEqual([link, mute]);
    expect(heard[0]).toMatchObject({ direct: true, said: { is: 'press', text: 'm:005930:30m' } });
  });

  test('is acknowledged even while an earlier one is still in hand', async () => {
    const slow = Promise.withResolvers<void>();
    listen(() => slow.promise);
    await connected();
    slack.slash({ channel: 'C1', user: 'U7', text: 'mutes' });
    slack.slash({ channel: 'C1', user: 'U7', text: 'status' });
    await slack.until(() => slack.acknowledged.length === 2);
    expect(heard).toHaveLength(1);
    slow.resolve();
    await slack.until(() => heard.length === 2);
  });

  test('is heard without a pause when Slack renews the connection', async () => {
    listen();
    await connected();
    slack.warn();
    await slack.until(
      () => slack.callsOf('apps.connections.open').length === 2 && slack.sockets() === 1,
    );
    slack.slash({ channel: 'C1', user: 'U7', text: 'mutes' });
    await slack.until(() => heard.length === 1);
    expect(states).toEqual(['listening']);
  });

  test('is heard again after a cut', async () => {
    listen();
    await connected();
    slack.cut();
    await slack.until(() => slack.callsOf('apps.connections.open').length === 2);
    await connected();
    slack.slash({ channel: 'C1', user: 'U7', text: 'mutes' });
    await slack.until(() => heard.length === 1);
    expect(heard[0]?.said.text).toBe('mutes');
  });

  test('is heard once a refused token works; until then it is told, and nothing dies', async () => {
    slack.refuseTokens('invalid_auth');
    listen();
    await slack.until(() => states.includes('failing'));
    slack.refuseTokens(undefined);
    await connected();
    expect(states).toEqual(['failing', 'listening']);
  });

  test.each([
    'null',
    '[]',
    '"words"',
    '{',
    '{}',
    '{"type":7}',
    '{"type":"events_api"}',
    '{"type":"events_api","envelope_id":"e","payload":{"event":null}}',
    '{"type":"ws_message","envelope_id":"e"}',
    '{"type":"disconnected"}',
    '{"type":"slash_commands"}',
    '{"type":"slash_commands","envelope_id":7,"payload":{}}',
    '{"type":"slash_commands","envelope_id":"e","payload":null}',
    '{"type":"interactive","envelope_id":"e","payload":{"type":"block_actions","actions":"all"}}',
    `{"type":"interactive","envelope_id":"e","payload":"${'x'.repeat(1_000_000)}"}`,
  ])(
    'after a frame that means nothing the next command is heard all the same: %.70s',
    async (frame) => {
      listen();
      await connected();
      slack.frame(frame);
      slack.slash({ channel: 'C1', user: 'U7', text: 'mutes' });
      await slack.until(() => heard.length === 1);
      expect(heard[0]?.said.text).toBe('mutes');
    },
  );

  test('is asked for again only when a 429 of the connection allows it', async () => {
    const headers = { 'retry-after': '2' };
    slack.next('apps.connections.open', { is: 'answer', status: 429, body: {}, headers });
    listen();
    await connected();
    const [first, second] = slack.callsOf('apps.connections.open');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
  });

  test('a forgotten second program is told', async () => {
    slack.claimConnections(3);
    listen();
    await slack.until(() => states.includes('second-listener'));
    expect(slack.sockets()).toBe(1);
  });
});
