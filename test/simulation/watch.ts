import { textOf } from '../../src/alert/message.ts';
import type { Answer, Window } from '../../src/channel/channel.ts';
import type { Mute } from '../../src/vi/mute.ts';
import type { Request } from './chats.ts';
import { telling } from './evidence.ts';
import type { Attempt } from './life.ts';
import type { ChannelPlan } from './scenario.ts';
import { violate } from './story.ts';
import { read, type Said } from './truth.ts';
import type { World } from './world.ts';

/** Whether the mute hides this rule's event of this stock in this chat: the checks' own words. */
export const hiddenBy = (
  { target, scope, until, nextLeft }: Mute,
  subject: { readonly stock: string; readonly rule: string; readonly chat: string },
  at: number,
): boolean => {
  if (at >= until || nextLeft === 0) return false;
  if (scope.is === 'chat' && scope.chat !== subject.chat) return false;
  if (target.is === 'stock') return target.code === subject.stock;
  return target.is === 'all' || (target.is === 'rule' && target.name === subject.rule);
};

/** Whether somebody deleted a message that told this: then it may be told anew. */
export const wasDeleted = ({ chats }: World, channel: string, event: number): boolean =>
  [...(chats.shown.get(channel)?.values() ?? [])].some(
    ({ deleted, said }) =>
      deleted && said.is === 'draft' && said.entries.some((entry) => entry.event === event),
  );

/** No scope that the request counts in was told to wait longer. */
function watchRetries(world: World, { name, ...windows }: ChannelPlan, op: Request['op']): void {
  const now = world.clock.elapsed();
  const { steps } = world.scenario;
  for (const { scopes, until, life, attempt } of world.notes.retries) {
    const here = life === world.life.number;
    const known = here || (attempt?.state === 'wait' && steps.length === 0);
    if (!known || now >= until || !windows[op].some(({ scope }) => scopes.has(scope))) continue;
    violate(world, 'retry-time', `${name}: ${op} ${Math.round(until - now)} ms too early`);
  }
}

/** The attempt on disk that a request belongs to, each for one request. */
function claim(world: World, name: string, op: Request['op']): Attempt | undefined {
  const { ready } = world.notes;
  const attempt = ready.get(name);
  ready.delete(name);
  if (attempt?.op === op && attempt.life === world.life.number) return attempt;
  violate(world, 'attempt-first', `${name}: a request without an attempt on disk`);
  return undefined;
}

type Drafted = Extract<Said, { is: 'draft' }>;

/** Whether this tells obligations for the first time, or only says more of what is told. */
const isOwed = (world: World, channel: string, op: Request['op'], said: Drafted): boolean =>
  op === 'post' &&
  (said.form === 'expired' || telling(said).length > 0) &&
  !said.entries.some(({ event }) => wasDeleted(world, channel, event));

/** No mute that was confirmed before hides any of what is owed, or all of another message. */
function watchMutes(world: World, attempt: Attempt, said: Drafted, chat: string): void {
  const { op, channel, mutes, at } = attempt;
  const hits = said.entries.flatMap(({ stock, rules }) =>
    rules.map((rule) => ({ stock, rule, chat })),
  );
  const hidden = hits.filter((hit) => mutes.some((mute) => hiddenBy(mute, hit, at)));
  const most = isOwed(world, channel, op, said) ? 0 : hits.length - 1;
  if (hidden.length > most)
    violate(world, 'mute', `${channel}: ${op} of ${JSON.stringify(hidden[0])}`);
}

/** What is told for the first time is still news. */
function watchAge(world: World, attempt: Attempt, said: Drafted, usefulFor: number): void {
  const { messageId, id, channel } = attempt;
  const isRepeat = [...world.notes.attempts.values()].some(
    (other) => other.op === 'post' && other.messageId === messageId && other.id < id,
  );
  if (isRepeat || said.form === 'expired' || !isOwed(world, channel, attempt.op, said)) return;
  for (const { event, happened } of said.entries) {
    const age = attempt.at - happened;
    if (age > usefulFor) violate(world, 'freshness', `${channel}: event ${event} is ${age} ms old`);
  }
}

/** Asserted before every request; the attempt that it belongs to. */
export function watchRequest(
  world: World,
  plan: ChannelPlan,
  { op, message, chat }: Request,
): Attempt | undefined {
  watchRetries(world, plan, op);
  const said = read(textOf(message));
  if (said.is !== 'draft') return undefined;
  const attempt = claim(world, plan.name, op);
  if (attempt === undefined) return undefined;
  attempt.said = said;
  watchMutes(world, attempt, said, chat);
  watchAge(world, attempt, said, plan.usefulFor);
  return attempt;
}

/** Remembers what a 429 forbade. */
export function watchAnswer(
  { notes, clock, life }: World,
  windows: readonly Window[],
  answer: Answer,
  attempt: Attempt | undefined,
): void {
  if (answer.is !== 'wait') return;
  const all = windows.map(({ scope }) => scope);
  const scopes = new Set(answer.scope === undefined ? all : [answer.scope]);
  notes.retries.push({ scopes, until: clock.elapsed() + answer.ms, life: life.number, attempt });
}
