import { textOf } from '../alert/message.ts';
import type { Answer } from '../channel/channel.ts';
import { heed } from './aftermath.ts';
import type { Draft } from '../alert/draft.ts';
import { beginUnowed, conclude, type Begun } from './ledger.ts';
import type { Lane, Living } from './lane-state.ts';
import { take } from './limits.ts';
import { keepLiving } from './living.ts';
import { hiddenBy } from './plan.ts';
import { judge, type Verdict } from './verdict.ts';

const FIRST = { ambiguous: 0, refused: 0, plain: true };

/** The wall time until which mutes hide everything this message is about; `undefined`: they do not. */
async function hiddenUntil(lane: Lane, draft: Draft): Promise<number | undefined> {
  const now = lane.deps.clock.now();
  const mutes = await lane.deps.store.rows.openMutes();
  if (mutes.length === 0) return undefined;
  const ends = draft.entries.flatMap(({ event: eventId, rules }) => {
    const { event } = lane.deps.registry.subject(eventId);
    const by = lane.deps.circumstances(event, mutes, now);
    return rules.map(({ name }) => hiddenBy(event, name, lane.destination.chat, by)?.until);
  });
  return ends.reduce((a, b) => (a === undefined || b === undefined ? undefined : Math.min(a, b)));
}

const clean = (lane: Lane, living: Living): void =>
  void lane.state.living.set(living.messageId, { ...living, dirtySince: undefined });

const postpone = (lane: Lane, living: Living, ms: number): void =>
  void lane.state.living.set(living.messageId, {
    ...living,
    dirtySince: lane.deps.clock.elapsed() + ms,
  });

/** An edit repeats freely: the same text twice changes nothing in the chat. */
const triesAgain = (answer: Answer): boolean =>
  ['not-sent', 'ambiguous', 'wait', 'moved', 'destination-down', 'token-down'].includes(answer.is);

async function settle(
  lane: Lane,
  begun: Begun,
  verdict: Verdict,
  platformId: string,
  text: string,
  retryAt: number | undefined,
): Promise<void> {
  const accepted = verdict.message === 'told';
  await conclude(lane.deps.store, begun, lane.channel.name, verdict, lane.deps.clock.now(), {
    ending: undefined,
    release: false,
    shown: accepted ? { platformId, text } : undefined,
    draft: begun.draft,
    retryAt,
  });
}

/** What an answer to an edit leaves to do: nothing, the same again, or the message posted anew. */
function follow(lane: Lane, living: Living, answer: Answer, text: string): void {
  const current = lane.state.living.get(living.messageId) ?? living;
  if (answer.is === 'accepted') {
    keepLiving(lane, { ...current, text });
    return;
  }
  if (triesAgain(answer)) return;
  clean(lane, current);
  if (answer.is !== 'gone') return;
  lane.state.living.delete(living.messageId);
  lane.state.extras = [...lane.state.extras, { ...living.draft, silent: true, replyTo: null }];
}

/** Brings one message of the chat up to date: T2, the request, T3. */
export async function edit(lane: Lane, living: Living): Promise<void> {
  const { channel, deps } = lane;
  const message = lane.compose(living.draft);
  const text = textOf(message);
  if (text === living.shown) return clean(lane, living);
  const until = await hiddenUntil(lane, living.draft);
  if (until !== undefined) return postpone(lane, living, until - deps.clock.now());
  const ticket = take(deps.limits, channel.limits.edit);
  const begun = await beginUnowed(
    deps.store,
    channel.name,
    living.draft,
    living.messageId,
    deps.clock.now(),
  );
  const answer = await channel.edit(living.platformId, message);
  const now = deps.clock.elapsed();
  ticket.settle(now);
  const verdict = judge(answer, FIRST);
  const retryAt = heed(lane, answer, verdict, now);
  await settle(lane, begun, verdict, living.platformId, text, retryAt);
  follow(lane, living, answer, text);
}

/** Tells a release in a message of its own. It is no obligation: what fails is not repeated. */
export async function postExtra(lane: Lane, draft: Draft): Promise<void> {
  const { channel, deps, state } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const begun = await beginUnowed(deps.store, channel.name, draft, undefined, deps.clock.now());
  const message = lane.compose(draft);
  const target = draft.replyTo === null ? undefined : state.living.get(draft.replyTo)?.platformId;
  const answer = await channel.post(message, target === undefined ? {} : { replyTo: target });
  const now = deps.clock.elapsed();
  ticket.settle(now);
  state.lastPostAt = now;
  const verdict = judge(answer, { ...FIRST, ambiguous: 1 });
  const retryAt = heed(lane, answer, verdict, now);
  const id = answer.is === 'accepted' ? answer.id : '';
  await settle(lane, begun, verdict, id, textOf(message), retryAt);
  const again = answer.is === 'wait' || answer.is === 'not-sent';
  if (!again) state.extras = state.extras.filter((other) => other !== draft);
}
