import { textOf } from '../alert/message.ts';
import type { Channel } from '../channel/channel.ts';

/** The chat that mutes are held against when a test speaks of this channel. */
export const chatOf = (channel: string): string => `test:${channel}`;

/** A destination that takes everything at once: what was sent stands in the ledger. */
export function recordingChannel(name: string): Channel {
  let posted = 0;
  return {
    name,
    chat: chatOf(name),
    platform: 'test',
    limits: { text: 4_096, edits: true, post: [], edit: [] },
    async post() {
      posted += 1;
      return { is: 'accepted', id: `${posted}` };
    },
    edit: async (id) => ({ is: 'accepted', id }),
    check: async () => ({ is: 'accepted', id: name }),
    preview: textOf,
    move: () => undefined,
  };
}
