import {
  ADMIN,
  eventually,
  frameOf,
  openPremises,
  releasedNow,
  type Interruption,
  type Premises,
  type Running,
} from '../../helpers/process.ts';
import {
  CHANNEL,
  GROUP,
  TOKEN,
  type Chats,
  type Contestant,
  type Entry,
  type Vi,
} from './contestant.ts';

/** The defaults of everything that can be set; the bot's own notices go to the console. */
const vigilYaml = (port: number): string => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${GROUP} } }
  desk: { slack: { channel: ${CHANNEL} } }
  screen: { console: {} }
operator: screen
people: [{ name: 나, telegram: ${ADMIN}, role: admin }]
web: { listen: "127.0.0.1:${port}" }
`;

const RULES = `rules:
  - { name: 모든 VI, when: { all: true }, notify: [phone, desk] }
`;

const environment = ({ telegram, slack }: Chats): Record<string, string> => ({
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
});

const interruption = ({ stock, name, time }: Vi): Interruption => ({
  stock,
  name,
  stamps: { trigger: time, release: undefined },
});

function contestant(premises: Premises, chats: Chats): Contestant {
  let bot: Running | undefined;
  const push = (one: Interruption): Promise<void> =>
    Promise.resolve(premises.broker.sendRaw(frameOf(one)));
  return {
    async start() {
      bot = await premises.watch({ env: environment(chats) });
    },
    fire: (vi) => push(interruption(vi)),
    release: (vi) => push(releasedNow(interruption(vi))),
    async mute(stock) {
      chats.telegram.say({ chat: GROUP, from: { id: ADMIN }, text: `/mute ${stock} 2h` });
      const isConfirmed = (): boolean =>
        chats.telegram.shown(GROUP).some(({ text }) => text.includes(`음소거: ${stock}`));
      await eventually('the mute is confirmed', isConfirmed);
    },
    async kill() {
      await bot?.kill('SIGKILL');
    },
    close: () => premises.close(),
  };
}

/** The real process, as `npm start` runs it. */
export const vigil: Entry = {
  name: 'Vigil',
  setting: 'defaults',
  open: async (chats) => contestant(await openPremises({ vigilYaml, rules: RULES }), chats),
};
