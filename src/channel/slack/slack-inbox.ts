import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import { chatLanes } from '../chat-lanes.ts';
import { onChange, type InboxState } from '../inbox-state.ts';
import type { Inbox, Incoming } from '../incoming.ts';
import { keepSession } from './keep-session.ts';
import { slackLimits } from './limits.ts';
import { readEnvelope, type Said } from './read-envelope.ts';
import { respond, type RespondOptions } from './respond.ts';
import { sharePicture } from './share-picture.ts';
import type { SlackFetch } from './slack-fetch.ts';
import { openSession, type Envelope } from './slack-session.ts';

export interface SlackInboxOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly client: WebClient;
  readonly network: SlackFetch;
  readonly clock: Clock;
  readonly told: (state: InboxState) => void;
}

/** Answers by `response_url` count in none of the channel's windows. */
const incomingOf = (said: Said, options: RespondOptions): Incoming => ({
  id: said.id,
  chat: said.chat,
  direct: said.direct,
  person: said.person,
  said: said.said,
  at: said.at ?? options.clock.now(),
  locale: undefined,
  windows: [],
  acknowledge: async () => undefined,
  answer: (message) => respond(said, message, options),
  withPicture: (png) => ({
    chat: said.chat,
    windows: slackLimits(said.channel).post,
    answer: (message) => sharePicture({ ...options, channel: said.channel }, png, message),
  }),
});

/** Hears slash commands and button presses by Socket Mode. */
export function slackInbox(options: SlackInboxOptions): Inbox {
  const closing = new AbortController();
  const { signal } = closing;
  const told = onChange(options.told);
  const inLane = chatLanes();
  const inHand = new Set<Promise<void>>();
  let running = Promise.resolve();

  const take = (heard: (incoming: Incoming) => Promise<void>) => (envelope: Envelope) => {
    const said = readEnvelope(envelope);
    if (said === undefined) return;
    const incoming = incomingOf(said, options);
    const task = inLane(said.chat, () => heard(incoming))
      .catch(() => told({ is: 'failing', reason: 'a command was not carried out' }))
      .finally(() => inHand.delete(task));
    inHand.add(task);
  };
  return {
    open(heard) {
      const session = { ...options, heard: take(heard) };
      running = keepSession({ ...options, told, signal, open: () => openSession(session) });
    },
    async close() {
      closing.abort();
      await running;
      await Promise.all(inHand);
    },
  };
}
