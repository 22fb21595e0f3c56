import { isGroup, type Contestant } from './contestant.ts';

const BOT = { reservoir: 30, reservoirRefreshAmount: 30, reservoirRefreshInterval: 1_000 };
const CHAT = { maxConcurrent: 1, minTime: 1_000 };
const GROUP = {
  ...CHAT,
  reservoir: 20,
  reservoirRefreshAmount: 20,
  reservoirRefreshInterval: 60_000,
};

async function bottleneck(): Promise<Contestant> {
  const { default: Bottleneck } = await import('bottleneck');
  return {
    name: 'Bottleneck',
    setting: 'reservoirs for bot and group, minTime for the chat, chained',
    async play(loads, send) {
      const bot = new Bottleneck(BOT);
      const own = loads.map((load) => ({
        ...load,
        limiter: new Bottleneck(isGroup(load.chat) ? GROUP : CHAT).chain(bot),
      }));
      await Promise.all(
        own.flatMap(({ chat, count, limiter }) =>
          Array.from({ length: count }, () => limiter.schedule(() => send(chat))),
        ),
      );
      for (const limiter of [bot, ...own.map((one) => one.limiter)]) await limiter.disconnect();
    },
  };
}

async function grammy(): Promise<Contestant> {
  const { apiThrottler } = await import('@grammyjs/transformer-throttler');
  return {
    name: "grammY's throttler",
    setting: 'defaults',
    async play(loads, send) {
      const throttle = apiThrottler();
      const request = async (chat: string): Promise<void> => {
        const leave = async () => {
          await send(chat);
          // Nobody looks at it, and a refusal has the same type for every method.
          return { ok: false, error_code: 0, description: '' } as const;
        };
        await throttle(leave, 'sendChatAction', { chat_id: chat, action: 'typing' });
      };
      await Promise.all(
        loads.flatMap(({ chat, count }) => Array.from({ length: count }, () => request(chat))),
      );
    },
  };
}

/** The packages that only this bench needs; `undefined` for one that is not installed. */
export const throttlers: Readonly<Record<string, () => Promise<Contestant | undefined>>> = {
  bottleneck: () => bottleneck().catch(() => undefined),
  '@grammyjs/transformer-throttler': () => grammy().catch(() => undefined),
};
