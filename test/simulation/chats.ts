import type { Message } from '../../src/alert/message.ts';
import { textOf } from '../../src/alert/message.ts';
import type { Answer, PostOptions, Window } from '../../src/channel/channel.ts';
import { sleep, type Clock } from '../../src/platform/clock.ts';
import type { Random } from './random.ts';
import type { ChannelPlan, Scenario, Weather } from './scenario.ts';
import { read, type Said } from './truth.ts';

/** A message as a chat shows it. */
export interface Shown {
  readonly id: string;
  readonly at: number;
  readonly first: Said;
  said: Said;
  deleted: boolean;
  /** An edit was refused for good: it may say what is past. */
  spoiled: boolean;
}

/** One request as its platform saw it. */
export interface Seen {
  readonly op: 'post' | 'edit';
  readonly channel: string;
  readonly at: number;
  readonly said: Said;
  /** The platform's id when it was accepted. */
  accepted: string | undefined;
  /** What the sender was told; `undefined`: it was gone before it heard. */
  answer: Answer['is'] | undefined;
}

export interface Request {
  readonly op: 'post' | 'edit';
  readonly message: Message;
  readonly id: string | undefined;
  readonly options: PostOptions | undefined;
  /** The chat's id as the sender knows it. */
  readonly chat: string;
  /** Whether the sender still lives: nobody can space its requests from those of the dead. */
  readonly isSenderAlive: () => boolean;
}

/** The platforms behind the channels, with what each chat truly shows. */
export interface Chats {
  readonly shown: ReadonlyMap<string, Map<string, Shown>>;
  readonly seen: readonly Seen[];
  /** Arrivals that no window allowed. */
  readonly broken: readonly string[];
  chatOf(channel: string): string;
  weatherOf(channel: string): Weather;
  request(channel: string, request: Request): Promise<Answer>;
  /** `chat`: its id as the asker knows it. */
  check(channel: string, chat: string): Promise<Answer>;
  deleteLast(channel: string): void;
}

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly scenario: Scenario;
  readonly log: (line: string) => void;
}

const LOST_MS = 10_000;
const accepted = (id: string): Answer => ({ is: 'accepted', id });
const ambiguous = (reason: string): Answer => ({ is: 'ambiguous', reason });

function weatherAt({ spells, platform }: ChannelPlan, at: number, all: Scenario): Weather {
  const token = all.channels
    .filter((other) => other.platform === platform)
    .flatMap((other) => other.spells)
    .some(({ from, to, is }) => is === 'token' && at >= from && at < to);
  if (token) return 'token';
  return spells.find(({ from, to }) => at >= from && at < to)?.is ?? 'calm';
}

/** What refuses a message for what it says. */
function poisonOf({ poisoned }: Scenario, said: Said, plain: boolean): boolean {
  if (said.is !== 'draft') return false;
  return said.entries.some(({ stock }) => {
    const kind = poisoned.get(stock);
    return kind === 'never' || (kind === 'plain-works' && !plain);
  });
}

export function openChats({ clock, random, scenario, log }: Parts): Chats {
  const arrivals = new Map<string, number[]>();
  const broken: string[] = [];
  const seen: Seen[] = [];
  const plans = new Map(scenario.channels.map((plan) => [plan.name, plan]));
  const shown = new Map(
    scenario.channels.map(({ name }) => [name, new Map<string, Shown>()] as const),
  );
  let posts = 0;

  const planOf = (channel: string): ChannelPlan => plans.get(channel)!;
  const weatherOf = (channel: string): Weather =>
    weatherAt(planOf(channel), clock.elapsed(), scenario);
  const chatOf = (channel: string): string => {
    const { movesAt = Infinity } = planOf(channel);
    return `test:${channel}${clock.elapsed() >= movesAt ? ':moved' : ''}`;
  };
  const latency = (channel: string): number => {
    const { latency: base } = planOf(channel);
    return random.int(1, base) + (random.chance(0.02) ? base * 5 : 0);
  };

  /** Counts an arrival in all its windows; whether the platform is content with it. */
  const count = (channel: string, windows: readonly Window[], isAlive: boolean): boolean => {
    const now = clock.elapsed();
    if (!isAlive) return true;
    let lawful = true;
    for (const scope of new Set(windows.map((window) => window.scope))) {
      arrivals.set(scope, [...(arrivals.get(scope) ?? []).slice(-400), now]);
    }
    for (const { scope, count: most, ms } of windows) {
      const inside = (arrivals.get(scope) ?? []).filter((at) => at > now - ms).length;
      if (inside <= most) continue;
      lawful = false;
      broken.push(`${channel}: ${inside} of ${most} in ${scope} at ${now}`);
    }
    return lawful;
  };

  const limit = (windows: readonly Window[]): Answer => {
    const ms = random.int(1_000, 40_000);
    const scopes = [...new Set(windows.map(({ scope }) => scope))];
    const scope = scopes.length > 0 && random.chance(0.7) ? scopes[0] : undefined;
    return { is: 'wait', ms, scope };
  };

  const apply = (channel: string, { op, id, options }: Request, said: Said): Answer => {
    const chat = shown.get(channel)!;
    const target = op === 'edit' ? chat.get(id ?? '') : undefined;
    if (op === 'edit' && (target === undefined || target.deleted))
      return { is: 'gone', reason: 'message to edit not found' };
    if (options?.replyTo !== undefined && chat.get(options.replyTo)?.deleted !== false)
      return { is: 'gone', reason: 'message to reply to not found' };
    if (target !== undefined) {
      target.said = said;
      return accepted(target.id);
    }
    posts += 1;
    const at = clock.elapsed();
    const fresh = { id: `${channel}-${posts}`, at, first: said, said, deleted: false };
    chat.set(fresh.id, { ...fresh, spoiled: false });
    return accepted(fresh.id);
  };

  /** What keeps any message from this chat now. */
  const turnAway = (channel: string, { op, chat, isSenderAlive }: Request): Answer | undefined => {
    const plan = planOf(channel);
    const lawful = count(channel, plan[op], isSenderAlive());
    const weather = weatherOf(channel);
    const flaky = weather === 'flaky';
    if (weather === 'token') return { is: 'token-down', reason: '401' };
    if (chat !== chatOf(channel)) return { is: 'moved', to: chatOf(channel) };
    if (weather === 'closed') return { is: 'destination-down', reason: 'closed' };
    if (!lawful || (flaky && plan.post.length > 0 && random.chance(0.1))) return limit(plan[op]);
    return flaky && random.chance(0.08) ? ambiguous('502') : undefined;
  };

  /** What the platform makes of a request that has arrived. */
  const arrive = (channel: string, request: Request, entry: Seen): Answer => {
    const away = turnAway(channel, request);
    if (away !== undefined) return away;
    const target = request.op === 'edit' ? shown.get(channel)?.get(request.id ?? '') : undefined;
    const refused = weatherOf(channel) === 'flaky' && random.chance(0.05);
    if (refused || poisonOf(scenario, entry.said, request.options?.plain === true)) {
      if (target !== undefined) target.spoiled = true;
      return { is: refused ? 'refused' : 'bad-message', reason: 'not taken' };
    }
    const answer = apply(channel, request, entry.said);
    if (answer.is === 'accepted') entry.accepted = answer.id;
    return answer;
  };

  const travel = async (channel: string, request: Request, entry: Seen): Promise<Answer> => {
    const weather = weatherOf(channel);
    if (weather === 'refusing' || (weather === 'flaky' && random.chance(0.08))) {
      await sleep(clock, random.int(1, 3_000));
      return { is: 'not-sent', reason: 'ECONNREFUSED' };
    }
    await sleep(clock, latency(channel));
    if (weather === 'silent' || (weather === 'flaky' && random.chance(0.06))) {
      await sleep(clock, LOST_MS);
      return ambiguous('time-out, never arrived');
    }
    const answer = arrive(channel, request, entry);
    await sleep(clock, latency(channel));
    if (weather === 'flaky' && random.chance(0.12)) {
      await sleep(clock, random.int(0, LOST_MS));
      return ambiguous('answer lost');
    }
    return answer;
  };

  return {
    shown,
    seen,
    broken,
    chatOf,
    weatherOf,
    async request(channel, request) {
      const said = read(textOf(request.message));
      const at = clock.elapsed();
      const { op } = request;
      const entry: Seen = { op, channel, at, said, accepted: undefined, answer: undefined };
      seen.push(entry);
      const answer = await travel(channel, request, entry);
      entry.answer = answer.is;
      log(
        `${channel} ${op} ${sayShort(said)} -> ${answer.is}${answer.is === 'wait' ? ` ${answer.ms} ${answer.scope}` : ''}${fate(entry)}`,
      );
      return answer;
    },
    async check(channel, chat) {
      const weather = weatherOf(channel);
      await sleep(clock, latency(channel));
      log(`${channel} check in ${weather} weather`);
      if (weather === 'silent') return ambiguous('time-out');
      if (weather === 'refusing') return { is: 'not-sent', reason: 'ECONNREFUSED' };
      if (weather === 'token') return { is: 'token-down', reason: '401' };
      if (chat !== chatOf(channel)) return { is: 'moved', to: chatOf(channel) };
      if (weather === 'closed') return { is: 'destination-down', reason: 'closed' };
      return accepted('');
    },
    deleteLast(channel) {
      const last = [...(shown.get(channel)?.values() ?? [])].at(-1);
      if (last !== undefined) last.deleted = true;
    },
  };
}

const fate = ({ accepted: id, answer }: Seen): string =>
  id !== undefined && answer !== 'accepted' ? ` (shown as ${id})` : '';

/** `alert 3[a,b]`, for the story. */
function sayShort(said: Said): string {
  if (said.is === 'reply') return `reply ${said.number}`;
  if (said.is === 'notice')
    return `notice ${said.notice.is}${'channel' in said.notice ? ` ${said.notice.channel}` : ''}`;
  const entries = said.entries.map(
    ({ event, rules, state }) => `${event}${state === 'active' ? '' : '*'}[${rules.join()}]`,
  );
  return `${said.form}${said.repeat ? ' (repeat)' : ''} ${entries.join(' ')}`;
}
