import type { Locale } from '../../alert/message.ts';
import type { Incoming } from '../../channel/incoming.ts';
import { personOf } from '../../command/access.ts';
import type { ChannelFacts } from '../../command/command.ts';
import { route, type RouterDeps } from '../../command/router.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import { probeNow, wake } from '../../deliver/dispatch.ts';
import type { LaneState } from '../../deliver/lane/lane-state.ts';
import type { RunningLane } from '../../deliver/lane/lane.ts';
import { quietUntil } from '../../deliver/loudness.ts';
import { faultText } from '../../platform/log.ts';
import type { EpochMs } from '../../vi/kst.ts';
import { commandState, type Surroundings } from './command-state.ts';
import { commandStore } from './command-store.ts';
import { editWatchlist } from '../watchlist/edit-watchlist.ts';
import type { AppParts, Live } from '../parts.ts';
import { replyWithPicture } from './picture-reply.ts';
import { reply } from './replies.ts';

const pausedBy = ({ trouble }: LaneState): string | undefined =>
  trouble?.down ?? (trouble?.told === true ? 'not reachable' : undefined);

const factsOf = ({ lane }: RunningLane, now: EpochMs): ChannelFacts => ({
  name: lane.channel.name,
  chat: lane.channel.chat,
  waiting: lane.state.items.length + (lane.state.again?.begun.items.length ?? 0),
  paused: pausedBy(lane.state),
  quietUntil: quietUntil(lane.destination.quiet, now),
});

function localeOf({ options }: Dispatch, incoming: Incoming): Locale {
  const outlet = options.outlets.find(({ channel }) => channel.chat === incoming.chat);
  return outlet?.settings.locale ?? incoming.locale ?? 'ko';
}

function surroundings(dispatch: Dispatch, live: Readonly<Live>): Surroundings {
  const { deps, lanes } = dispatch;
  const now = deps.clock.now();
  return {
    store: deps.store,
    rules: live.rules,
    rulesFault: live.rulesFault,
    stocks: live.stocks,
    people: live.people,
    chats: new Map([...lanes].map(([name, { lane }]) => [name, lane.channel.chat])),
    feed: live.feed,
    channels: [...lanes.values()].map((lane) => factsOf(lane, now)),
    now,
  };
}

/** What the command router needs of this bot. */
function routerDeps(parts: AppParts, dispatch: Dispatch, live: Readonly<Live>): RouterDeps {
  const { store, clock, log, settings } = parts;
  const studio = { clock, log, dispatch, live };
  return {
    people: () => live.people,
    localeOf: (incoming) => localeOf(dispatch, incoming),
    state(incoming, { looksBack = false }) {
      const where = { chat: incoming.chat, direct: incoming.direct };
      const who = { person: incoming.person, where, locale: localeOf(dispatch, incoming) };
      return commandState(surroundings(dispatch, live), who, looksBack);
    },
    store: commandStore({
      store,
      clock,
      changed: () => wake(dispatch),
      edit: (change) => editWatchlist(settings.folder, change),
    }),
    async reply(incoming, { message, illustration }) {
      if (illustration && (await replyWithPicture(studio, incoming, illustration))) return;
      const answer = await reply(dispatch, incoming, message);
      if (answer?.is !== 'accepted') log('warn', 'answer not sent', { ...answer });
    },
    failed: (fault) => log('error', 'command failed', { fault: faultText(fault) }),
  };
}

/** Takes what people say in chats: to the command it names, its effect, and its answer. */
export function hearer(
  parts: AppParts,
  dispatch: Dispatch,
  live: Readonly<Live>,
): (incoming: Incoming) => Promise<void> {
  const deps = routerDeps(parts, dispatch, live);
  return async (incoming) => {
    // One of ours writes there, so it may be open again (reliability.md, paused destinations).
    if (personOf(live.people, incoming.person) !== undefined) probeNow(dispatch, incoming.chat);
    await route(incoming, deps);
  };
}
