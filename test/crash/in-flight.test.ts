import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  SLACK_CHANNEL,
  type Premises,
  type Running,
} from '../helpers/process.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MARK = '(다시 보냄: 중복일 수 있음)';
const FIRST = '가나전자';
const LATER = ['다라화학', '마바조선', '사아건설'] as const;

let premises: Premises;

beforeEach(async () => {
  premises = await openPremises();
});
afterEach(() => premises.close());

/** What the Telegram chat shows of a stock. */
const cardsOf = (name: string): readonly string[] =>
  premises.telegram
    .shown(ADMIN)
    .map(({ text }) => text)
    .filter((text) => text.includes(name));

const isMarked = (text: string): boolean => text.includes(MARK);

const push = (stock: string, name: string): void =>
  premises.broker.sendRaw(frameOf(firesNow(stock, name)));

/** The chat takes the next message about this stock, and its answer never comes. */
const keepUnanswered = (name: string): void =>
  premises.telegram.next('sendMessage', { is: 'slow', ms: 60_000 }, ({ text }) =>
    String(text).includes(name),
  );

/** How the obligations of a stock towards the Telegram chat stand. */
async function standing(stock: string): Promise<readonly string[]> {
  const rows = await premises.ledger();
  return rows
    .filter((row) => row.stock === stock && row.channel === 'phone')
    .map(({ outcome }) => outcome);
}

/** Kills the bot while its first alert is in the chat and not yet answered. */
async function dieInFlight(bot: Running): Promise<void> {
  keepUnanswered(FIRST);
  push('900001', FIRST);
  await eventually('the alert is in the chat', () => cardsOf(FIRST).length === 1);
  await bot.kill('SIGKILL');
}

const say = (text: string): number =>
  premises.telegram.say({ chat: ADMIN, from: { id: ADMIN }, text });

const answers = (): number =>
  premises.telegram.shown(ADMIN).filter(({ text }) => text.includes('음소거:')).length;

test('an alert in doubt is repeated once, marked', async () => {
  await dieInFlight(await premises.watch());
  expect(await standing('900001')).toEqual(['waiting']);
  await premises.watch();
  await eventually('the repeat', () => cardsOf(FIRST).length === 2);
  expect(cardsOf(FIRST).map(isMarked)).toEqual([false, true]);
  await eventually('it counts as sent', async () => (await standing('900001'))[0] === 'sent');
});

test('a repeat in doubt too is not repeated again, and the next alert goes on', async () => {
  await dieInFlight(await premises.watch());
  keepUnanswered(FIRST);
  const second = premises.start(['run']);
  await eventually('the repeat', () => cardsOf(FIRST).length === 2);
  await second.kill('SIGKILL');
  await premises.watch();
  push('900002', LATER[0]);
  await eventually('the next alert', () => cardsOf(LATER[0]).length === 1);
  expect(cardsOf(FIRST).map(isMarked)).toEqual([false, true]);
  expect(await standing('900001')).toEqual(['unknown']);
});

test('what waited behind it is told once and unmarked', async () => {
  const bot = await premises.watch();
  keepUnanswered(FIRST);
  push('900001', FIRST);
  await eventually('the first alert is in the chat', () => cardsOf(FIRST).length === 1);
  LATER.forEach((name, index) => push(`90001${index}`, name));
  await eventually('all are on disk', async () => (await premises.ledger()).length === 8);
  await bot.kill('SIGKILL');
  await premises.watch();
  await eventually('all are told', () => LATER.every((name) => cardsOf(name).length > 0));
  expect(LATER.flatMap(cardsOf).map(isMarked)).toEqual([false, false, false]);
  expect(cardsOf(FIRST).map(isMarked)).toEqual([false, true]);
});

test('a mute that was confirmed holds after the kill', async () => {
  const bot = await premises.watch();
  say('/mute 900001 2h');
  await eventually('the answer', () => answers() === 1);
  await bot.kill('SIGKILL');
  await premises.watch();
  push('900001', FIRST);
  push('900002', LATER[0]);
  await eventually('the other alert', () => cardsOf(LATER[0]).length === 1);
  await eventually('the other chat', () =>
    premises.slack.shown(SLACK_CHANNEL).some(({ text }) => text.includes(FIRST)),
  );
  expect(cardsOf(FIRST)).toEqual([]);
  expect(await standing('900001')).toEqual(['muted']);
});

test('a command that comes again after the kill does not act again', async () => {
  const bot = await premises.watch();
  premises.telegram.next('sendMessage', { is: 'slow', ms: 60_000 }, ({ text }) =>
    String(text).includes('음소거:'),
  );
  say('/mute 900001 2h');
  await eventually('the answer', () => answers() === 1);
  await bot.kill('SIGKILL');
  expect(premises.telegram.unconfirmed()).toBe(1);
  expect(await premises.vigil('unmute', '900001')).toMatchObject({ code: 0 });
  await premises.watch();
  await eventually('it was heard again', () => premises.telegram.unconfirmed() === 0);
  const { stdout } = await premises.vigil('mutes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ mutes: [] });
  push('900001', FIRST);
  await eventually('the alert', () => cardsOf(FIRST).length === 1);
});

test('a digest of what expired is in doubt: its repeat is marked too, and comes once', async () => {
  const bot = await premises.watch();
  const digests = (): readonly string[] => cardsOf('제때 전하지 못한');
  keepUnanswered('제때 전하지 못한');
  const trigger = timeOf(Date.now() - 300_000);
  const late = { ...firesNow('900001', FIRST), stamps: { trigger, release: undefined } };
  premises.broker.sendRaw(frameOf(late));
  await eventually('the digest', () => digests().length === 1);
  await bot.kill('SIGKILL');
  const second = await premises.watch();
  push('900002', LATER[0]);
  await eventually('the next alert', () => cardsOf(LATER[0]).length === 1);
  await eventually('the repeat', () => digests().length === 2);
  expect(digests().map(isMarked)).toEqual([false, true]);
  await second.kill('SIGKILL');
  await premises.watch();
  push('900003', LATER[1]);
  await eventually('the one after it', () => cardsOf(LATER[1]).length === 1);
  expect(digests()).toHaveLength(2);
  expect(await standing('900001')).toEqual(['expired']);
});
