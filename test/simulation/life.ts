import type { Answer, Channel } from '../../src/channel/channel.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { AttemptState, OpenAttempt } from '../../src/store/attempt.ts';
import type { Rows, Store } from '../../src/store/store.ts';
import type { EpochMs } from '../../src/vi/kst.ts';
import type { Mute } from '../../src/vi/mute.ts';
import type { Chats, Request } from './chats.ts';
import type { ChannelPlan } from './scenario.ts';
import type { Said } from './truth.ts';

/** Thrown inside a transaction to roll it back, as the death of the process does. */
class Died extends Error {}

/** One process: everything it touches stops answering when it dies. */
export interface Life {
  readonly number: number;
  readonly died: Promise<void>;
  isDead(): boolean;
  die(): void;
  /** It dies `awaits` awaits from now. */
  doom(awaits: number): void;
  /** One of the places where it may die; whether it is dead there. */
  step(): boolean;
}

export function newLife(number: number): Life {
  let dead = false;
  let left = Infinity;
  const { promise: died, resolve } = Promise.withResolvers<void>();
  const die = (): void => {
    dead = true;
    resolve();
  };
  return {
    number,
    died,
    isDead: () => dead,
    die,
    doom: (awaits) => void (left = awaits),
    step() {
      left -= 1;
      if (left <= 0) die();
      return dead;
    },
  };
}

const never = <T>(): Promise<T> => Promise.withResolvers<T>().promise;

/** Answers only a living process. */
async function alive<T>(life: Life, work: Promise<T>): Promise<T> {
  const value = await work;
  return life.step() ? never() : value;
}

/** The clock of one process: its monotonic time starts anywhere, its timers die with it. */
export function mortalClock(clock: Clock, life: Life): Clock {
  const born = clock.elapsed() - life.number * 1_234_567;
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed() - born,
    after: (ms, fn) =>
      clock.after(ms, () => {
        if (!life.isDead()) fn();
      }),
  };
}

/** An attempt as its T2 left it on disk, and what T3 made of it. */
export interface Attempt extends OpenAttempt {
  /** The mutes that were confirmed before it. */
  readonly mutes: readonly Mute[];
  readonly at: EpochMs;
  readonly life: number;
  /** What its request said; `undefined` when it never left. */
  said: Said | undefined;
  state: AttemptState;
}

/** What a 429 said, and whether its hearer could know it: it lives, or its T3 is on disk. */
export interface Retry {
  readonly scopes: ReadonlySet<string>;
  readonly until: number;
  readonly life: number;
  readonly attempt: Attempt | undefined;
}

/** What the simulation notes of the ledger's writes. */
export interface Notes {
  readonly attempts: Map<number, Attempt>;
  /** On disk, and its request has not left yet; by channel. */
  readonly ready: Map<string, Attempt>;
  readonly retries: Retry[];
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** The same rows, each call of which is a place to die. */
const mortalRows = (rows: Rows, onStep: () => Promise<void> | undefined): Rows =>
  new Proxy(rows, {
    get(target, name, receiver) {
      const method = Reflect.get(target, name, receiver) as Method;
      return async (...args: unknown[]) => {
        await onStep();
        const value = await method(...args);
        await onStep();
        return value;
      };
    },
  });

/** Some of the rows' methods in place of the others. */
export const overridden = (rows: Rows, own: Partial<Rows>): Rows =>
  new Proxy(rows, {
    get: (target, name, receiver) => Reflect.get(name in own ? own : target, name, receiver),
  });

const stopHere = (life: Life) => (): Promise<void> | undefined =>
  life.step() ? never() : undefined;

const rollBack = (life: Life) => (): undefined => {
  if (life.step()) throw new Died();
  return undefined;
};

/** The store of one process; what it had not committed when it died is rolled back. */
export function mortalStore(store: Store, life: Life, clock: Clock, notes: Notes): Store {
  return {
    rows: mortalRows(store.rows, stopHere(life)),
    version: () => store.version(),
    close: () => Promise.resolve(),
    async transaction(work) {
      if (life.step()) return never();
      const begun: Attempt[] = [];
      const ended: (readonly [number, AttemptState])[] = [];
      try {
        const value = await store.transaction(async (rows) => {
          const mortal = mortalRows(rows, rollBack(life));
          const result = await work(
            overridden(mortal, {
              async openAttempt(attempt, at) {
                const id = await mortal.openAttempt(attempt, at);
                const mutes = await rows.openMutes();
                const now = { id, life: life.number, mutes, at: clock.now() };
                begun.push({ ...attempt, ...now, said: undefined, state: 'sending' });
                return id;
              },
              async closeAttempt(id, end) {
                await mortal.closeAttempt(id, end);
                ended.push([id, end.state]);
              },
            }),
          );
          rollBack(life)();
          return result;
        });
        begun.forEach((attempt) => commit(notes, attempt));
        ended.forEach(([id, state]) => conclude(notes, id, state));
        return life.step() ? await never() : value;
      } catch (fault) {
        if (life.isDead()) return never();
        throw fault;
      }
    },
  };
}

function commit({ attempts, ready }: Notes, attempt: Attempt): void {
  attempts.set(attempt.id, attempt);
  ready.set(attempt.channel, attempt);
}

function conclude({ attempts }: Notes, id: number, state: AttemptState): void {
  const attempt = attempts.get(id);
  if (attempt?.state === 'sending') attempt.state = state;
}

/** The channel of one process: a request that left goes on without it. */
export function mortalChannel(
  plan: ChannelPlan,
  known: string,
  life: Life,
  chats: Pick<Chats, 'request' | 'check'>,
): Channel {
  const { name, platform, text, edits, post, edit } = plan;
  let chat = known;
  const isSenderAlive = (): boolean => !life.isDead();
  const send = (request: Omit<Request, 'chat' | 'isSenderAlive'>): Promise<Answer> =>
    life.step() ? never() : alive(life, chats.request(name, { ...request, chat, isSenderAlive }));
  return {
    name,
    platform,
    limits: { text, edits, post, edit },
    get chat() {
      return chat;
    },
    post: (message, options) => send({ op: 'post', message, id: undefined, options }),
    edit: (id, message) => send({ op: 'edit', message, id, options: undefined }),
    check: () => alive(life, chats.check(name, chat)),
    preview: () => '',
    move: (to) => void (chat = to),
  };
}
