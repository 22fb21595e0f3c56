import type { WebAPICallResult, WebClient } from '@slack/web-api';
import type { Rate } from '../../rules/rule.ts';
import type { Answer, Channel } from '../channel.ts';
import { previewText } from '../clean-text.ts';
import { checkChannel } from './check-channel.ts';
import { channelScope, methodScope, slackLimits, TEXT } from './limits.ts';
import { readFault, readPosted } from './read-answer.ts';
import { editArguments, postArguments } from './render.ts';

export interface SlackChannelOptions {
  readonly name: string;
  readonly channel: string;
  /** In place of Slack's own limit for this channel. */
  readonly limits: readonly Rate[] | undefined;
}

async function answerOf(call: Promise<WebAPICallResult>, scope: string): Promise<Answer> {
  try {
    return readPosted(await call);
  } catch (fault) {
    return readFault(fault, scope);
  }
}

/** One Slack channel as a destination. */
export function slackChannel(options: SlackChannelOptions, client: WebClient): Channel {
  let { channel } = options;
  return {
    name: options.name,
    platform: 'slack',
    get chat() {
      return `slack:${channel}`;
    },
    get limits() {
      return slackLimits(channel, options.limits);
    },
    post: (message, post) => {
      const content = postArguments(channel, message, post);
      return answerOf(client.apiCall('chat.postMessage', content), channelScope(channel));
    },
    edit: (id, message) => {
      const content = editArguments(channel, id, message);
      return answerOf(client.apiCall('chat.update', content), methodScope('chat.update'));
    },
    check: () => checkChannel(client, channel),
    preview: (message) => previewText(message, TEXT),
    move(to) {
      channel = to;
    },
  };
}
