import { textOf } from '../alert/message.ts';
import type { Answer, Channel, Limits } from '../channel/channel.ts';
import { consoleChannel } from '../channel/console/console-channel.ts';
import { slackLimits } from '../channel/slack/limits.ts';
import { telegramLimits } from '../channel/telegram/limits.ts';
import { sleep, type Clock } from '../platform/clock.ts';
import type { ChannelSettings } from '../settings/settings.ts';

/** How long a chat platform takes to answer on an ordinary day. */
const TRIP_MS = 100;

/** What its platform lets this channel carry. */
export function limitsOf({ name, target, limits }: ChannelSettings, clock: Clock): Limits {
  switch (target.platform) {
    case 'telegram':
      return telegramLimits(target.chat, limits);
    case 'slack':
      return slackLimits(target.channel, limits);
    case 'console':
      return consoleChannel({ name, colour: false, out: () => undefined }, clock).limits;
  }
}

/** A chat with its platform's limits that accepts everything, and shows it to nobody. */
export function answeringChannel(settings: ChannelSettings, clock: Clock): Channel {
  const { name, target } = settings;
  let posted = 0;
  const accepted = async (id: string): Promise<Answer> => {
    if (target.platform !== 'console') await sleep(clock, TRIP_MS);
    return { is: 'accepted', id };
  };
  return {
    name,
    chat: `backtest:${name}`,
    platform: target.platform,
    limits: limitsOf(settings, clock),
    post() {
      posted += 1;
      return accepted(`${posted}`);
    },
    edit: accepted,
    check: () => accepted(name),
    preview: textOf,
    move: () => undefined,
  };
}
