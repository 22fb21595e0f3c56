import { GROUP, PEOPLE, type Bot } from './bot.ts';

export type Who = keyof typeof PEOPLE;

/** Somebody types a command in the group; gives its message's id. */
export const say = (bot: Bot, who: Who, text: string): number =>
  bot.telegram.say({
    chat: GROUP,
    from: { id: PEOPLE[who].telegram },
    text: text.replace(/^(\/\w+)/, '$1@vigil_test_bot'),
    date: Math.floor(bot.clock.now() / 1000),
  });
