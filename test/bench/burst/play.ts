import {
  ADMIN,
  firesNow,
  frameOf,
  openPremises,
  pause,
  type Premises,
} from '../../helpers/process.ts';
import { fakeTelegram, type FakeTelegram } from '../../helpers/fake-telegram.ts';

/** So many VIs at once to one chat. */
export interface Burst {
  readonly chat: 'private' | 'group';
  readonly count: number;
  /** Within this all of them have to be shown, s: the floor of 4,096 characters and the limits. */
  readonly targetS: number;
}

/** What became of it. */
export interface Outcome extends Burst {
  /** ms from the first frame to the request of the first alert. */
  readonly firstMs: number | undefined;
  /** s to the request that shows the last; `undefined`: some never came. */
  readonly allS: number | undefined;
  readonly shown: number;
  readonly messages: number;
  /** Requests that the platform refused for a limit. */
  readonly refused: number;
}

const TOKEN = '987654321:AAbench-token-of-a-fake-bot-0123456789';
const CHATS = { private: ADMIN, group: -1_001_234 } as const;
const POLL_MS = 100;

/** The defaults of everything that can be set; the bot's own notices go to the console. */
const vigilYaml = (chat: number, port: number): string => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${chat} } }
  screen: { console: {} }
operator: screen
web: { listen: "127.0.0.1:${port}" }
`;

const RULES = `rules:
  - { name: 모든 VI, when: { all: true }, notify: [phone] }
`;

const nameOf = (n: number): string => `종목${String(n).padStart(4, '0')}호`;
const NAME = /종목\d{4}호/g;

interface Sighting {
  readonly firstAt: number | undefined;
  /** When the last name came that had not been seen. */
  readonly lastAt: number;
  readonly shown: number;
}

/** Which VIs the chat was shown so far, and when. */
function sight({ writes }: FakeTelegram): Sighting {
  const seen = new Set<string>();
  let lastAt = 0;
  for (const { id, at, text } of writes) {
    if (id === undefined) continue;
    const before = seen.size;
    for (const [name] of text.matchAll(NAME)) seen.add(name);
    if (seen.size > before) lastAt = at;
  }
  return { firstAt: writes.find(({ id }) => id !== undefined)?.at, lastAt, shown: seen.size };
}

/** The simulated broker sends all frames in one go. */
function fireAll({ broker }: Premises, count: number): number {
  const frames = Array.from({ length: count }, (_, n) =>
    frameOf(firesNow(String(100_000 + n), nameOf(n))),
  );
  const at = Date.now();
  for (const frame of frames) broker.sendRaw(frame);
  return at;
}

async function fired(premises: Premises, telegram: FakeTelegram, burst: Burst): Promise<Outcome> {
  const at = fireAll(premises, burst.count);
  // Twice as long as it may take, and a little: then it never comes.
  const deadline = at + burst.targetS * 2_000 + 5_000;
  let sighting = sight(telegram);
  while (sighting.shown < burst.count && Date.now() < deadline) {
    await pause(POLL_MS);
    sighting = sight(telegram);
  }
  const { firstAt, lastAt, shown } = sighting;
  return {
    ...burst,
    firstMs: firstAt && firstAt - at,
    allS: shown === burst.count ? (lastAt - at) / 1_000 : undefined,
    shown,
    messages: telegram.writes.filter(({ op, id }) => op === 'post' && id !== undefined).length,
    refused: telegram.overLimit(),
  };
}

/** One burst through the real process to a fake chat that keeps Telegram's limits. */
export async function play(burst: Burst): Promise<Outcome> {
  const chat = CHATS[burst.chat];
  const telegram = await fakeTelegram({ token: TOKEN });
  const premises = await openPremises({ vigilYaml: (port) => vigilYaml(chat, port), rules: RULES });
  try {
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.apiRoot };
    await premises.watch({ env });
    return await fired(premises, telegram, burst);
  } finally {
    await premises.close();
    await telegram.close();
  }
}
