import type { Locale } from '../alert/message.ts';
import type { Incoming } from '../channel/incoming.ts';
import type { ChannelFacts, CommandState } from '../command/command.ts';
import { route, type RouterDeps } from '../command/router.ts';
import { laneOf, probeNow, wake, type Dispatch } from '../deliver/dispatch.ts';
import type { RunningLane } from '../deliver/lane.ts';
import type { FeedState } from '../feed/feed.ts';
import { faultText, type Log } from '../platform/log.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Person } from '../settings/settings.ts';
import type { StockList } from '../vi/stock.ts';
import { commandState, type Surroundings } from './command-state.ts';
import { commandStore } from './command-store.ts';
import { reply } from './replies.ts';

/** What the chat commands see of the running bot. */
export interface HearParts {
  readonly dispatch: Dispatch;
  readonly people: readonly Person[];
  readonly log: Log;
  rules(): RuleSet;
  stocks(): StockList;
  feed(): FeedState;
}

const factsOf = ({ lane: { channel, state } }: RunningLane): ChannelFacts => ({
  name: channel.name,
  waiting: state.items.length + (state.again?.begun.items.length ?? 0),
  paused: state.trouble?.down ?? (state.trouble?.told === true ? 'not reachable' : undefined),
});

function localeOf({ options }: Dispatch, incoming: Incoming): Locale {
  const outlet = options.outlets.find(({ channel }) => channel.chat === incoming.chat);
  return outlet?.settings.locale ?? incoming.locale ?? 'ko';
}

function surroundings({ dispatch, people, rules, stocks, feed }: HearParts): Surroundings {
  const { deps, lanes } = dispatch;
  return {
    store: deps.store,
    rules: rules(),
    stocks: stocks(),
    people,
    chats: new Map([...lanes].map(([name, { lane }]) => [name, lane.channel.chat])),
    feed: feed(),
    channels: [...lanes.values()].map(factsOf),
    now: deps.clock.now(),
  };
}

const stateFor = (parts: HearParts, incoming: Incoming): Promise<CommandState> =>
  commandState(surroundings(parts), {
    person: incoming.person,
    where: { chat: incoming.chat, direct: incoming.direct },
    locale: localeOf(parts.dispatch, incoming),
  });

/** Takes what people say in chats: to the command it names, its effect, and its answer. */
export function hearer(parts: HearParts): (incoming: Incoming) => Promise<void> {
  const { dispatch, people, log } = parts;
  const { store } = dispatch.deps;
  const deps: RouterDeps = {
    people: () => people,
    localeOf: (incoming) => localeOf(dispatch, incoming),
    state: (incoming) => stateFor(parts, incoming),
    store: commandStore(store, () => wake(dispatch)),
    async reply(incoming, message) {
      const answer = await reply(dispatch, incoming, message);
      if (answer?.is !== 'accepted') log('warn', 'answer not sent', { ...answer });
    },
    failed: (fault) => log('error', 'command failed', { fault: faultText(fault) }),
  };
  return async (incoming) => {
    // Somebody writes there, so it may be open again (reliability.md, paused destinations).
    if (laneOf(dispatch, incoming.chat) !== undefined) probeNow(dispatch, incoming.chat);
    await route(incoming, deps);
  };
}
