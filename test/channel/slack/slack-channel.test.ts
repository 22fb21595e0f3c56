import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../../src/alert/message.ts';
import type { Channel } from '../../../src/channel/channel.ts';
import { openSlack, type OpenSlack } from '../../../src/channel/slack/open-slack.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { fakeSlack, type FakeSlack } from '../../helpers/fake-slack.ts';

const hello: Message = {
  lines: ['🔴▲ 형지I&C <!channel>', '둘째 줄'],
  buttons: [
    [
      { label: '끄기', press: 'm:005930:30m' },
      { label: '차트', url: 'https://example.com/' },
    ],
  ],
  silent: true,
  tone: 'up',
};

let slack: FakeSlack;
let open: OpenSlack;
let channel: Channel;

beforeEach(async () => {
  slack = await fakeSlack({ limits: false });
  open = openSlack(slack, { clock: systemClock, told: () => undefined });
  channel = open.channel({ name: 'desk', channel: 'C1', limits: undefined });
});

afterEach(async () => {
  await open.close();
  await slack.close();
});

describe('a Slack channel', () => {
  test('shows sections and buttons, and the first line as the notification', async () => {
    await channel.post(hello);
    expect(slack.shown('C1')).toMatchObject([
      {
        text: '🔴▲ 형지I&amp;C &lt;!channel&gt;',
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: '*🔴▲ 형지I&amp;C &lt;!channel&gt;*\n둘째 줄' },
          },
          {
            type: 'actions',
            elements: [{ value: 'm:005930:30m' }, { url: 'https://example.com/' }],
          },
        ],
      },
    ]);
    expect(slack.calls[0]?.payload).toMatchObject({
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  test('answers in the thread of the message it answers to', async () => {
    const posted = await channel.post(hello);
    const replyTo = posted.is === 'accepted' ? posted.id : '';
    await channel.post(hello, { replyTo });
    expect(slack.shown('C1')[1]?.threadTs).toBe(replyTo);
  });

  test('is posted to without blocks when plain, and short', async () => {
    await channel.post({ ...hello, lines: ['가'.repeat(5000)] }, { plain: true });
    expect(slack.shown('C1')[0]?.blocks).toEqual([]);
    expect(slack.shown('C1')[0]?.text.length).toBeLessThanOrEqual(1000);
  });

  test('an edit of what is gone says so', async () => {
    await expect(channel.edit('1.1', hello)).resolves.toMatchObject({ is: 'gone' });
  });

  test.each(['channel_not_found', 'not_in_channel', 'is_archived'])(
    '%s takes the destination down, and a check tells',
    async (error) => {
      slack.refuseChannel('C1', error);
      await expect(channel.post(hello)).resolves.toEqual({ is: 'destination-down', reason: error });
      await expect(channel.check()).resolves.toEqual({ is: 'destination-down', reason: error });
      slack.refuseChannel('C1', undefined);
      await expect(channel.post(hello)).resolves.toMatchObject({ is: 'accepted' });
    },
  );

  test.each(['not_allowed_token_type', 'ekm_access_denied', 'enterprise_is_restricted'])(
    '%s is about the token: what waits, waits on',
    async (error) => {
      slack.next('chat.postMessage', { is: 'answer', status: 200, body: { ok: false, error } });
      await expect(channel.post(hello)).resolves.toEqual({ is: 'token-down', reason: error });
    },
  );

  test('a scope that only the check lacks is a warning that names it', async () => {
    const body = { ok: false, error: 'missing_scope', needed: 'channels:read' };
    slack.next('conversations.info', { is: 'answer', status: 200, body });
    const warning = 'missing_scope: channels:read';
    await expect(channel.check()).resolves.toEqual({ is: 'accepted', id: 'C1', warning });
  });

  test.each([
    [{ is_archived: true }, 'is_archived'],
    [{ is_member: false }, 'not_in_channel'],
  ])('a check sees %j', async (info, reason) => {
    const body = { ok: true, channel: { id: 'C1', ...info } };
    slack.next('conversations.info', { is: 'answer', status: 200, body });
    await expect(channel.check()).resolves.toEqual({ is: 'destination-down', reason });
  });

  test('that is posted to too fast says how long to wait', async () => {
    const strict = await fakeSlack();
    const there = openSlack(strict, { clock: systemClock, told: () => undefined });
    const desk = there.channel({ name: 'desk', channel: 'C1', limits: undefined });
    await desk.post(hello);
    await expect(desk.post(hello)).resolves.toEqual({
      is: 'wait',
      ms: 1000,
      scope: 'slack:channel:C1',
    });
    expect(strict.overLimit()).toBe(1);
    await there.close();
    await strict.close();
  });

  test('a 429 without a time is waited for all the same, and the next post is not held back', async () => {
    slack.next('chat.postMessage', { is: 'answer', status: 429, body: {} });
    await expect(channel.post(hello)).resolves.toEqual({
      is: 'wait',
      ms: 5000,
      scope: 'slack:channel:C1',
    });
    await expect(channel.post(hello)).resolves.toMatchObject({ is: 'accepted' });
  });

  test.each([
    ['soon', 5000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 5000],
    ['', 5000],
    ['0', 5000],
    ['-3', 5000],
    ['2.5', 3000],
    ['Infinity', 5000],
    ['1e30', 5000],
  ])(
    'a 429 whose time is %j is waited for, as is an answer that only says so',
    async (time, ms) => {
      const headers = { 'retry-after': time };
      slack.next('chat.postMessage', { is: 'answer', status: 429, body: {}, headers });
      await expect(channel.post(hello)).resolves.toMatchObject({ is: 'wait', ms });
      const body = { ok: false, error: 'ratelimited' };
      slack.next('chat.postMessage', { is: 'answer', status: 200, body, headers });
      const said = await channel.post(hello);
      expect(said.is === 'wait' && said.ms).toBeGreaterThanOrEqual(1000);
    },
  );

  test.each(['constructor', 'to_string'])(
    'an error that nobody knows is one: %s',
    async (error) => {
      slack.next('chat.postMessage', { is: 'answer', status: 200, body: { ok: false, error } });
      await expect(channel.post(hello)).resolves.toEqual({ is: 'refused', reason: error });
    },
  );

  test('half an answer proves nothing', async () => {
    slack.next('chat.postMessage', { is: 'truncate' });
    await expect(channel.post(hello)).resolves.toMatchObject({ is: 'ambiguous' });
    expect(slack.shown('C1')).toHaveLength(1);
  });

  test('that is not reachable was not sent to', async () => {
    await slack.close();
    await expect(channel.post(hello)).resolves.toMatchObject({ is: 'not-sent' });
  });
});
