import type { Draft } from '../alert/draft.ts';
import { textOf, type Message } from '../alert/message.ts';
import type { Answer } from '../channel/channel.ts';
import { exchange, record, type Exchange } from './exchange.ts';
import type { Lane, Living } from './lane-state.ts';
import { beginUnowed } from './ledger.ts';
import { take } from './limits.ts';
import { keepLiving } from './living.ts';
import { hiddenBy } from './plan.ts';
import { replyTo } from './reply-to.ts';
import { NO_TRIES } from './verdict.ts';

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

/** What an answer to an edit leaves to do: nothing, the same again, or the message posted anew. */
function follow(lane: Lane, living: Living, { answer, text }: Exchange): void {
  const current = lane.state.living.get(living.messageId) ?? living;
  if (answer.is === 'accepted') return keepLiving(lane, { ...current, text });
  if (triesAgain(answer)) return;
  clean(lane, current);
  if (answer.is !== 'gone') return;
  lane.state.living.delete(living.messageId);
  lane.state.extras = [...lane.state.extras, { ...living.draft, silent: true, replyTo: null }];
}

/** Brings one message of the chat up to date: T2, the request, T3. */
export async function edit(lane: Lane, living: Living): Promise<void> {
  const { channel, deps } = lane;
  const { draft, messageId, platformId } = living;
  if (textOf(lane.compose(draft)) === living.shown) return clean(lane, living);
  const until = await hiddenUntil(lane, draft);
  const at = deps.clock.now();
  if (until !== undefined) return postpone(lane, living, until - at);
  const ticket = take(deps.limits, channel.limits.edit);
  const begun = await beginUnowed(deps.store, { channel: channel.name, draft, messageId, at });
  const ask = (message: Message): Promise<Answer> => channel.edit(platformId, message);
  const done = await exchange(lane, begun, { ticket, tries: NO_TRIES, ask });
  const shown = done.answer.is === 'accepted' ? { platformId, text: done.text } : undefined;
  await record(lane, done, { ending: undefined, release: false, shown, draft });
  follow(lane, living, done);
}

/** Tells a release in a message of its own. It is no obligation: what fails is not repeated. */
export async function postExtra(lane: Lane, draft: Draft): Promise<void> {
  const { channel, deps, state } = lane;
  const ticket = take(deps.limits, channel.limits.post);
  const at = deps.clock.now();
  const unowed = { channel: channel.name, draft, messageId: undefined, at };
  const begun = await beginUnowed(deps.store, unowed);
  const ask = (message: Message): Promise<Answer> => channel.post(message, replyTo(lane, draft));
  const done = await exchange(lane, begun, { ticket, tries: NO_TRIES, ask });
  const { answer, text, now } = done;
  state.lastPostAt = now;
  const shown = answer.is === 'accepted' ? { platformId: answer.id, text } : undefined;
  await record(lane, done, { ending: undefined, release: false, shown, draft });
  const again = answer.is === 'wait' || answer.is === 'not-sent';
  if (!again) state.extras = state.extras.filter((other) => other !== draft);
}
