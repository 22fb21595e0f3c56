import TinyQueue from 'tinyqueue';
import type { Window } from '../channel/channel.ts';
import type { Use } from './capacity.ts';
import type { Ticket } from './limits.ts';

/** A request that a destination wants to make. */
export interface Asked {
  readonly windows: readonly Window[];
  readonly use: Use;
  /** The least ms that all takes that waits there (`shortest`). */
  readonly backlog: number;
  /** When the destination had its last turn, on `Clock.elapsed`; `-Infinity`: never. */
  readonly servedAt: number;
}

/** It is its turn, and its place is taken; called once. */
export type Go = (place: Ticket) => void;

/** Who waits for a place. */
export interface Waiter {
  readonly asked: Asked;
  readonly go: Go;
  /** Less goes first. */
  readonly rank: number;
  isGone: boolean;
}

/** Those who wait for the same scope: its windows are the last of theirs to open. */
export interface Room {
  readonly use: Use;
  readonly scope: string | undefined;
  readonly waiters: TinyQueue<Waiter>;
  /** Before this instant nobody in it may go; `Infinity`: before an answer comes. */
  opensAt: number;
}

/** The first of an open room, taken out of it. */
export interface Head {
  readonly waiter: Waiter;
  readonly room: Room;
}

interface Opening {
  readonly at: number;
  readonly room: Room;
}

/** Everybody who waits; nothing is kept of those who do not. */
export interface Rooms {
  readonly of: Readonly<Record<Use, Map<string | undefined, Room>>>;
  /** By time. What is not its room's `opensAt` any more is passed over. */
  readonly openings: TinyQueue<Opening>;
  /** Rooms that only an answer opens. */
  readonly shut: Set<Room>;
}

const byTime = (a: Opening, b: Opening): number => a.at - b.at;
const byRank = (a: Waiter, b: Waiter): number => a.rank - b.rank;

/** Nobody waits. */
export const createRooms = (): Rooms => ({
  of: { alert: new Map(), reply: new Map(), edit: new Map() },
  openings: new TinyQueue<Opening>([], byTime),
  shut: new Set(),
});

function opens({ openings, shut }: Rooms, room: Room, at: number): void {
  room.opensAt = at;
  if (at === Infinity) shut.add(room);
  else openings.push({ at, room });
}

/** Lets somebody wait for `scope` to open, which it does not before `at`. */
export function seat(
  rooms: Rooms,
  waiter: Waiter,
  { at, scope }: { readonly at: number; readonly scope: string | undefined },
): void {
  const { use } = waiter.asked;
  const known = rooms.of[use].get(scope);
  if (known === undefined) {
    const room = { use, scope, waiters: new TinyQueue([waiter], byRank), opensAt: at };
    rooms.of[use].set(scope, room);
    opens(rooms, room, at);
  } else {
    known.waiters.push(waiter);
    if (at < known.opensAt) opens(rooms, known, at);
  }
}

/** Puts the first of an open room back, and shuts the room. */
export function shutUntil(rooms: Rooms, { waiter, room }: Head, at: number): void {
  room.waiters.push(waiter);
  opens(rooms, room, at);
}

/** Takes the first out of an open room; a room with nobody in it is cleared away. */
export function headOf(rooms: Rooms, room: Room): Head | undefined {
  for (let waiter = room.waiters.pop(); waiter !== undefined; waiter = room.waiters.pop()) {
    if (!waiter.isGone) return { waiter, room };
  }
  rooms.of[room.use].delete(room.scope);
  return undefined;
}

/** The first of each room that opens by `now`. */
export function openHeads(rooms: Rooms, now: number): Head[] {
  const { openings } = rooms;
  const heads: Head[] = [];
  for (let next = openings.peek(); next !== undefined && next.at <= now; next = openings.peek()) {
    openings.pop();
    if (next.at !== next.room.opensAt) continue;
    next.room.opensAt = -Infinity;
    const head = headOf(rooms, next.room);
    if (head !== undefined) heads.push(head);
  }
  return heads;
}

/** Lets the rooms be looked at again that only an answer opens. */
export function openShut(rooms: Rooms, now: number): void {
  const { shut } = rooms;
  for (const room of shut) if (room.opensAt === Infinity) opens(rooms, room, now);
  shut.clear();
}

/** When a room opens next, `Clock.elapsed` ms; `Infinity`: none does before an answer comes. */
export const nextOpening = ({ openings }: Rooms): number => openings.peek()?.at ?? Infinity;
