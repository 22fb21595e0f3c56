import type { Clock } from '../../platform/clock.ts';
import type { Channel } from '../channel.ts';
import type { InboxState } from '../inbox-state.ts';
import type { Inbox } from '../incoming.ts';
import { slackChannel, type SlackChannelOptions } from './slack-channel.ts';
import { slackClient } from './slack-client.ts';
import { slackFetch } from './slack-fetch.ts';
import { slackInbox } from './slack-inbox.ts';

export interface SlackAccess {
  readonly botToken: string;
  /** Without it nothing is heard; alerts go out all the same. */
  readonly appToken: string | undefined;
  readonly apiUrl: string;
}

export interface SlackDeps {
  readonly clock: Clock;
  readonly told: (state: InboxState) => void;
}

export interface OpenSlack {
  readonly channel: (options: SlackChannelOptions) => Channel;
  readonly inbox: Inbox | undefined;
  /** Asks something, so that a connection stands. Never throws. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** Everything of one workspace, over one client. */
export function openSlack(access: SlackAccess, deps: SlackDeps): OpenSlack {
  const { apiUrl, appToken } = access;
  const network = slackFetch();
  const client = slackClient(access.botToken, apiUrl, network);
  return {
    channel: (options) => slackChannel(options, client),
    inbox:
      appToken === undefined
        ? undefined
        : slackInbox({ ...deps, appToken, apiUrl, client, network }),
    async warm() {
      // What is wrong with the connection is told by what is sent over it.
      await client.apiCall('api.test').catch(() => undefined);
    },
    close: () => network.close(),
  };
}
