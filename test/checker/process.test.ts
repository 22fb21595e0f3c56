import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  pause,
  releasedNow,
  SLACK_CHANNEL,
  type Interruption,
  type Premises,
} from '../helpers/process.ts';
import { check } from './check.ts';
import { requestsOf } from './record.ts';
import type { ConfirmedMute, Expectation, Finding, SentFrame, Span } from './recording.ts';

const GROUP_ID = -1_001_234;
const GROUP = `telegram:${GROUP_ID}`;
const CHANNEL = `slack:${SLACK_CHANNEL}`;
const COUNT = 60;
const EVERY_MS = 100;
/** A frame this young when the process dies may not have been read. */
const UNREAD_MS = 500;
const QUIET_STOCK = '900055';

/** A group and a channel, both with their platform's limits. */
const vigilYaml = (port: number): string => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${GROUP_ID} } }
  desk: { slack: { channel: ${SLACK_CHANNEL} } }
  screen: { console: {} }
operator: screen
people: [{ name: 나, telegram: ${ADMIN}, role: admin }]
web: { listen: "127.0.0.1:${port}" }
`;

const RULES = `rules:
  - { name: 모든 VI, when: { all: true }, notify: [phone, desk] }
  - { name: 큰 상승, when: { direction: up, price: ">= 1000" }, notify: desk }
`;

const EXPECTED: Expectation = {
  chats: { phone: GROUP, desk: CHANNEL },
  wishes: () => [
    { rule: '모든 VI', channel: 'phone' },
    { rule: '모든 VI', channel: 'desk' },
    { rule: '큰 상승', channel: 'desk' },
  ],
  isOwnVoice: (text) => text.startsWith('🔕 음소거'),
};

let premises: Premises;
const frames: SentFrame[] = [];
const gaps: Span[] = [];
const mutes: ConfirmedMute[] = [];

beforeEach(async () => {
  premises = await openPremises({ vigilYaml, rules: RULES });
});
afterEach(() => premises.close());

function send(one: Interruption): void {
  const text = frameOf(one);
  frames.push({ at: Date.now(), text });
  premises.broker.sendRaw(text);
}

const another = (n: number): Interruption =>
  firesNow(String(900_000 + n), `종목${String(n).padStart(2, '0')}호`);

const requests = () => requestsOf(premises.telegram, premises.slack);

/** Mutes one stock in the group, from the moment the answer is there. */
async function mute(stock: string): Promise<void> {
  premises.telegram.say({ chat: GROUP_ID, from: { id: ADMIN }, text: `/mute ${stock} 2h` });
  const answer = await eventually('the mute is confirmed', () =>
    requests().find(({ text }) => text.includes(`음소거: ${stock}`)),
  );
  mutes.push({ chat: GROUP, stock, from: answer.at, to: Infinity });
}

async function fire(from: number, to: number): Promise<readonly Interruption[]> {
  const fired: Interruption[] = [];
  for (let n = from; n < to; n += 1) {
    const one = another(n);
    send(one);
    fired.push(one);
    await pause(EVERY_MS);
  }
  return fired;
}

async function findings(): Promise<readonly Finding[]> {
  // The ledger first: what it claims then is in the chats by now.
  const ledger = await premises.ledger();
  return check({ frames, requests: requests(), ledger, gaps, mutes }, EXPECTED);
}

/** What time cannot mend. */
const FINAL: readonly Finding['kind'][] = ['window', 'duplicate', 'order', 'told inside a mute'];

/** Waits as long as what is missing may still come. */
async function settled(): Promise<readonly Finding[]> {
  const deadline = Date.now() + 75_000;
  for (;;) {
    const found = await findings();
    const isOver = found.length === 0 || found.some(({ kind }) => FINAL.includes(kind));
    if (isOver || Date.now() > deadline) return found;
    await pause(1_000);
  }
}

test('60 interruptions, killed in the middle: the checker finds nothing', async () => {
  const bot = await premises.watch();
  await mute(QUIET_STOCK);
  const before = await fire(0, COUNT / 2);
  const died = Date.now();
  await bot.kill('SIGKILL');
  const restarted = premises.watch();
  const during = await fire(COUNT / 2, COUNT / 2 + 10);
  await restarted;
  gaps.push({ from: died - UNREAD_MS, to: Date.now() });
  const after = await fire(COUNT / 2 + 10, COUNT);
  for (const one of [...before, ...during, ...after]) {
    send(releasedNow(one));
    await pause(EVERY_MS / 4);
  }
  expect(await settled()).toEqual([]);

  // One more, told after everything else: had anything older been on its way, it is there now.
  await fire(COUNT, COUNT + 1);
  expect(await settled()).toEqual([]);
}, 180_000);
