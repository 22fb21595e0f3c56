import { expect, test } from 'vitest';
import { FAST, openBot, type Bot } from '../helpers/bot.ts';
import { drivenClock, type DrivenClock } from './driven-clock.ts';
import { say } from '../helpers/say.ts';

const WARM_UP = 3;
const ROUNDS = 12;

/** A quarter of an hour of a bot's life: alerts, their ends, a cut line, a command, pages. */
async function aQuarter(bot: Bot, clock: DrivenClock, round: number): Promise<void> {
  const until = clock.elapsed() + 15 * 60_000;
  const vis = [0, 1, 2].map((n) => bot.fire(String(300_000 + n), `종목${n}`));
  const told = (): number => bot.chat('phone').filter(({ text }) => text.includes('종목')).length;
  await bot.until('the alerts', () => told() === (round + 1) * vis.length, 20_000);
  vis.forEach((vi) => bot.release(vi));
  if (round % 2 === 0) bot.simulator.cut();
  else bot.slack.cut();
  say(bot, 'admin', '/mutes');
  await bot.page('/metrics');
  await bot.until('a quarter of an hour', () => clock.elapsed() >= until, 20_000);
  await bot.until('Slack to listen', () => bot.slack.sockets() === 1, 20_000);
  await bot.until('the feed', () => bot.simulator.connections() === 1, 20_000);
}

/** Open sockets, servers and timers of this process, by kind. */
const handles = (): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(process.getActiveResourcesInfo(), (kind) => kind)].map(([kind, all]) => [
      kind,
      all.length,
    ]),
  );

const sockets = (): number => handles()['TCPSocketWrap'] ?? 0;

test('hours of alerts, cuts, commands and pages leave no socket and no timer behind', async (context) => {
  const clock = drivenClock(context, '08:00:00');
  const bot = await openBot(context, { ...FAST, clock });
  clock.hurry(600);
  for (let round = 0; round < WARM_UP; round += 1) await aQuarter(bot, clock, round);
  const before = { sockets: sockets(), timers: clock.pending() };
  for (let round = WARM_UP; round < ROUNDS; round += 1) await aQuarter(bot, clock, round);
  expect(sockets()).toBeLessThanOrEqual(before.sockets + 4);
  expect(clock.pending()).toBeLessThanOrEqual(before.timers + 4);
  expect(bot.crashes).toEqual([]);
  const began = clock.pending();
  await bot.stop();
  // What the broker and the chats of the test wait for remains.
  expect(clock.pending()).toBeLessThan(began);
}, 150_000);
