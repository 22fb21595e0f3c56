import TinyQueue from 'tinyqueue';
import type { Cancel, Clock } from '../platform/clock.ts';
import { opening, take, type Limits, type Ticket } from './limits.ts';
import {
  createRooms,
  headOf,
  nextOpening,
  openHeads,
  openShut,
  seat,
  shutUntil,
  type Asked,
  type Go,
  type Head,
  type Rooms,
} from './rooms.ts';

/**
 * Whose turn it is: the one desk where all destinations ask that have to wait for a window. When
 * one opens, its places go to those with the longest backlog first, so that all of it is told as
 * early as the limits allow.
 */
export interface Turns {
  /** Gives a place as soon as it is lawful, which may be at once; the result takes that back. */
  ask(asked: Asked, go: Go): Cancel;
  /** An answer came, or a place was given back: what was full may be open. */
  look(): void;
  /** Gives no more places. */
  close(): void;
}

/** A second without a turn weighs as much as so many of backlog: nobody starves. */
const PATIENCE = 10;
/** A destination that was quiet for longer is in no greater hurry. */
const LONGEST_QUIET_MS = 10_000;

interface Desk {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly rooms: Rooms;
  alarm: Cancel;
  alarmAt: number;
  isServing: boolean;
}

const rankOf = ({ backlog, servedAt }: Asked, now: number): number =>
  PATIENCE * Math.max(servedAt, now - LONGEST_QUIET_MS) - backlog;

const sooner = (a: Head, b: Head): number => a.waiter.rank - b.waiter.rank;

/** Gives places to the first of all open rooms, until none is left that may go now. */
function serveOpen({ limits, rooms }: Desk, heads: Head[], now: number): void {
  const ready = new TinyQueue(heads, sooner);
  for (let head = ready.pop(); head !== undefined; head = ready.pop()) {
    const { waiter, room } = head;
    const { windows, use } = waiter.asked;
    const { at, scope } = opening(limits, windows, use);
    if (at > now && scope === room.scope) {
      shutUntil(rooms, head, at);
      continue;
    }
    if (at > now) seat(rooms, waiter, { at, scope });
    else waiter.go(take(limits, windows));
    const next = headOf(rooms, room);
    if (next !== undefined) ready.push(next);
  }
}

function arm(desk: Desk, now: number): void {
  const at = nextOpening(desk.rooms);
  if (at === desk.alarmAt) return;
  desk.alarm();
  desk.alarmAt = at;
  if (at === Infinity) return;
  desk.alarm = desk.clock.after(at - now, () => {
    desk.alarmAt = Infinity;
    serve(desk);
  });
}

function serve(desk: Desk): void {
  // Who asks or looks while places are given out is seen to by the pass that is under way.
  if (desk.isServing) return;
  desk.isServing = true;
  const now = desk.clock.elapsed();
  while (nextOpening(desk.rooms) <= now) serveOpen(desk, openHeads(desk.rooms, now), now);
  desk.isServing = false;
  arm(desk, now);
}

/** The desk over these windows, with nobody at it. */
export function createTurns(clock: Clock, limits: Limits): Turns {
  const desk: Desk = {
    clock,
    limits,
    rooms: createRooms(),
    alarm: () => undefined,
    alarmAt: Infinity,
    isServing: false,
  };
  return {
    ask(asked, go) {
      const waiter = { asked, go, rank: rankOf(asked, clock.elapsed()), isGone: false };
      seat(desk.rooms, waiter, opening(limits, asked.windows, asked.use));
      serve(desk);
      return () => void (waiter.isGone = true);
    },
    look() {
      openShut(desk.rooms, clock.elapsed());
      serve(desk);
    },
    close() {
      desk.isServing = true;
      desk.alarm();
    },
  };
}

/** The same as `ask`, waited for. */
export const turn = (turns: Turns, asked: Asked): Promise<Ticket> =>
  new Promise((go) => {
    turns.ask(asked, go);
  });
