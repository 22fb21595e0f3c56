import { firesNow, frameOf, openPremises } from '../../helpers/process.ts';
import { RULES, stockOf, type Contestant, type Entry } from './contestant.ts';
import { nanoseconds, openStub, type Stub } from './stub.ts';

const CHAT = 12_345_678;
const CHANNEL = 'C0123456789';

/** The bot's own voice goes to the console, so that each request is an alert's. */
const vigilYaml = (port: number): string => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${CHAT} }, limits: 30/1s }
  desk: { slack: { channel: ${CHANNEL} }, limits: 30/1s }
  screen: { console: {} }
operator: screen
web: { listen: "127.0.0.1:${port}" }
`;

/** A rule for each stock, with a number and a direction to look at besides. */
const rulesFor = (channel: string): string => {
  const rules = Array.from({ length: RULES }, (_, n) => {
    const when = `{ stock: "${stockOf(n)}", direction: up, deviation: ">= ${1 + (n % 9)}" }`;
    return `  - { name: 규칙 ${n}, when: ${when}, notify: [${channel}] }`;
  });
  return `rules:\n${rules.join('\n')}\n`;
};

const TELEGRAM_SAYS: Readonly<Record<string, unknown>> = {
  getMe: { id: 987_654_321, is_bot: true, first_name: 'bench', username: 'bench_bot' },
  getChat: { id: CHAT, type: 'private' },
  sendMessage: { message_id: 1, date: 0, chat: { id: CHAT, type: 'private' } },
};

/** Nothing is said in this chat: the poll hangs. */
const telegramStub = (): Promise<Stub> =>
  openStub({
    isAlert: (path) => path.endsWith('/sendMessage'),
    answer(path) {
      const method = path.split('/').at(-1) ?? '';
      return method === 'getUpdates'
        ? undefined
        : { ok: true, result: TELEGRAM_SAYS[method] ?? true };
    },
  });

const slackStub = (): Promise<Stub> =>
  openStub({
    isAlert: (path) => path.endsWith('/chat.postMessage'),
    answer: () => ({
      ok: true,
      ts: '1700000000.000100',
      channel: CHANNEL,
      user_id: 'U1',
      team_id: 'T1',
    }),
  });

interface Way {
  readonly channel: 'phone' | 'desk';
  readonly stub: () => Promise<Stub>;
  readonly env: (stub: Stub) => Readonly<Record<string, string>>;
}

async function open({ channel, stub: opened, env }: Way): Promise<Contestant> {
  const stub = await opened();
  const premises = await openPremises({ vigilYaml, rules: rulesFor(channel) });
  await premises.watch({ env: { SLACK_APP_TOKEN: '', ...env(stub) } });
  return {
    fire(n) {
      const frame = frameOf(firesNow(stockOf(n), '삼성전자'));
      const at = nanoseconds();
      premises.broker.sendRaw(frame);
      return at;
    },
    next: () => stub.next(),
    async close() {
      await premises.close();
      await stub.close();
    },
  };
}

const entry = (name: string, way: Way): Entry => ({
  name,
  what: `frame to request, ${RULES} rules, on disk before it leaves`,
  open: () => open(way),
});

export const vigilToTelegram = entry('Vigil to Telegram', {
  channel: 'phone',
  stub: telegramStub,
  env: ({ port }) => ({ TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` }),
});

export const vigilToSlack = entry('Vigil to Slack', {
  channel: 'desk',
  stub: slackStub,
  env: ({ port }) => ({ SLACK_API_URL: `http://127.0.0.1:${port}/api/` }),
});
