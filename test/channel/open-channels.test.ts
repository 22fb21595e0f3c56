import { afterEach, expect, test } from 'vitest';
import { openChannels, type OpenChannels } from '../../src/channel/open-channels.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { ChannelSettings, Settings, Target } from '../../src/settings/settings.ts';
import { channelSettings } from '../helpers/dispatch-desk.ts';

const channel = (name: string, target: Target): ChannelSettings =>
  channelSettings(name, { target });
const settings = (changes: Partial<Settings>): Settings => ({
  folder: 'config',
  feed: { source: 'replay', file: 'x', speed: 1 },
  channels: [channel('screen', { platform: 'console' })],
  operator: 'screen',
  people: [],
  store: { path: 'x' },
  web: { host: '127.0.0.1', port: 0 },
  telegram: undefined,
  slack: undefined,
  ...changes,
});

let printed = '';
let open: OpenChannels;
const openWith = (changes: Partial<Settings>): OpenChannels => {
  printed = '';
  open = openChannels(settings(changes), {
    clock: systemClock,
    out: (text) => {
      printed += text;
    },
    colour: true,
    offset: { load: async () => undefined, save: async () => undefined },
    menus: [],
    moved: () => undefined,
    told: () => undefined,
  });
  return open;
};

afterEach(() => open.close());

test('every channel of the settings is opened, in order, with an inbox for each platform', () => {
  const { channels, inboxes } = openWith({
    channels: [
      channel('phone', { platform: 'telegram', chat: '42', topic: undefined }),
      channel('screen', { platform: 'console' }),
      channel('desk', { platform: 'slack', channel: 'C1' }),
    ],
    telegram: { token: '1:x', apiRoot: 'http://127.0.0.1:1' },
    slack: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:1/api/' },
  });
  expect(channels.map(({ name, chat }) => [name, chat])).toEqual([
    ['phone', 'telegram:42'],
    ['screen', 'console:screen'],
    ['desk', 'slack:C1'],
  ]);
  expect(inboxes).toHaveLength(2);
});

test('a console alone needs no token and has no inbox', async () => {
  const { channels, inboxes } = openWith({});
  expect(inboxes).toEqual([]);
  await channels[0]?.post({ lines: ['머리', '꼬리'], buttons: [], silent: false, tone: 'down' });
  expect(printed).toBe('\u001B[1;34m머리\u001B[0m\n  꼬리\n\n');
});

test('an edit on the console prints only the line that changed', async () => {
  const { channels } = openWith({});
  await channels[0]?.edit('1', {
    lines: ['⏹ 해제', '꼬리'],
    buttons: [],
    silent: false,
    tone: 'neutral',
  });
  expect(printed).toBe('\u001B[1m⏹ 해제\u001B[0m\n\n');
});

test('a channel without its token is a fault', () => {
  openWith({});
  expect(() =>
    openWith({
      channels: [channel('phone', { platform: 'telegram', chat: '1', topic: undefined })],
    }),
  ).toThrow('phone');
});
