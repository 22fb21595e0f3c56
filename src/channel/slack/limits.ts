import type { Rate } from '../../rules/rule.ts';
import type { Limits } from '../channel.ts';

/** `chat.update` refuses more than 4,000 characters of text (chat-apis.md, Slack). */
export const TEXT = 3900;
/** Characters of one section, escaped; Slack's own limit is 3,000. */
export const SECTION = 2900;
/** Characters of all blocks together, escaped; about 10,000 are refused. */
export const BLOCKS = 8900;

const PER_CHANNEL: readonly Rate[] = [{ count: 1, ms: 1000 }];
/** "Several hundred a minute per workspace". */
const POSTS: Rate = { count: 300, ms: 60_000 };
const UPDATES: Rate = { count: 50, ms: 60_000 };

/** What a 429 of a post is about. */
export const channelScope = (channel: string): string => `slack:channel:${channel}`;
/** What a 429 of any other method is about. */
export const methodScope = (method: string): string => `slack:method:${method}`;

/** What one Slack channel can carry; `own`: in place of Slack's for this channel. */
export function slackLimits(channel: string, own: readonly Rate[] = PER_CHANNEL): Limits {
  const scope = channelScope(channel);
  return {
    text: TEXT,
    edits: true,
    post: [
      ...own.map((rate) => ({ ...rate, scope })),
      { ...POSTS, scope: methodScope('chat.postMessage') },
    ],
    edit: [{ ...UPDATES, scope: methodScope('chat.update') }],
  };
}
