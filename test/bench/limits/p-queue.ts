import PQueue from 'p-queue';
import { isGroup, type Contestant, type Send } from './contestant.ts';
import type { Load } from './schedules.ts';

const interval = (intervalCap: number, ms: number, strict: boolean): PQueue =>
  new PQueue({ intervalCap, interval: ms, strict });

/** A chat's queue feeds its group's, and that the bot's: the last to admit is where it leaves. */
function feeding(chat: string, bot: PQueue, strict: boolean, send: Send): () => Promise<void> {
  const own = interval(1, 1_000, strict);
  const group = isGroup(chat) ? interval(20, 60_000, strict) : undefined;
  const leave = (): Promise<void> => bot.add(() => send(chat));
  return () => own.add(() => (group === undefined ? leave() : group.add(leave)));
}

async function play(loads: readonly Load[], strict: boolean, send: Send): Promise<void> {
  const bot = interval(30, 1_000, strict);
  await Promise.all(
    loads.flatMap(({ chat, count }) => {
      const add = feeding(chat, bot, strict, send);
      return Array.from({ length: count }, add);
    }),
  );
}

const contestant = (name: string, strict: boolean): Contestant => ({
  name,
  setting: `intervalCap and interval${strict ? ', strict' : ''}: chat, group and bot one in the other`,
  play: (loads, send) => play(loads, strict, send),
});

export const pQueue: readonly Contestant[] = [
  contestant('p-queue', false),
  contestant('p-queue, strict', true),
];
