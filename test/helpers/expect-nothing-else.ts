import { expect } from 'vitest';
import { LAST, LAST_RULE, STARTED, type Bot, type ExportedRow } from './bot.ts';

/** Everything that a story says happened; what is not in it must not have happened. */
export interface Story {
  /** By channel, each message as `posted ⇒ edited`, by its first lines. */
  readonly chats: Readonly<Record<string, readonly string[]>>;
  /** `stock event rule channel outcome`, in any order. */
  readonly ledger: readonly string[];
  /** How many requests the platforms refused or lost; none unless told. */
  readonly refused?: number;
  /** Channels that take nothing any more. */
  readonly deaf?: readonly string[];
}

/** A row of the ledger as stories tell it. */
export const rowText = (row: ExportedRow): string =>
  [row['stock'], row['event'], row['rule'], row['channel'], row['outcome']].join(' ');

const isConsole = (bot: Bot, channel: string): boolean =>
  bot.settings.channels.find(({ name }) => name === channel)?.target.platform === 'console';

/**
 * Sends one VI more through everything. Edits go last and in turn, so once the alert about it is
 * edited, nothing older is still on its way. Rules whose `on_release` is no edit must not match it.
 */
async function tellTheLast(bot: Bot, deaf: readonly string[]): Promise<void> {
  // A merged copy alone waits for another one: what waits like it has been told before.
  const last = bot.fire(LAST.stock, LAST.name, { copies: ['_AL'] });
  const itsRows = async () =>
    (await bot.store().rows.ledger({ stock: LAST.stock })).filter(
      ({ rule, channel }) => rule === LAST_RULE && !deaf.includes(channel),
    );
  const isDecided = async (): Promise<boolean> => {
    const rows = await itsRows();
    return rows.length > 0 && rows.every(({ outcome }) => outcome !== 'waiting');
  };
  await bot.until('the last VI everywhere', isDecided, 15_000);
  bot.release(last);
  for (const { channel, outcome } of await itsRows()) {
    if (outcome !== 'sent') continue;
    const over = `${isConsole(bot, channel) ? '' : '⇒ '}⏹ ${LAST.name}`;
    const isOver = (): boolean => bot.chat(channel).some(({ history }) => history.includes(over));
    await bot.until(`the last release in ${channel}`, isOver, 15_000);
  }
}

/** Every message id of the ledger is one that its platform gave. */
function expectIds(bot: Bot, rows: readonly ExportedRow[]): void {
  const told = rows.filter(({ outcome }) => outcome === 'sent' || outcome === 'merged');
  const given = new Set([
    ...bot.telegram.messages.map(({ id }) => String(id)),
    ...bot.slack.messages.map(({ ts }) => ts),
  ]);
  const unknown = told.filter((row) =>
    isConsole(bot, row['channel'] ?? '')
      ? row['message_id'] === null
      : !given.has(row['message_id'] ?? ''),
  );
  expect(unknown.map(rowText)).toEqual([]);
}

/** Every request is a message or an edit that is seen, but for those that had to be refused. */
function expectRequests({ telegram, slack }: Bot, refused: number): void {
  const asked =
    ['sendMessage', 'sendPhoto', 'editMessageText'].flatMap(telegram.callsOf).length +
    ['chat.postMessage', 'files.completeUploadExternal', 'chat.update'].flatMap(slack.callsOf)
      .length;
  const shown = [...telegram.messages, ...slack.messages];
  const accepted = shown.reduce((sum, { before }) => sum + 1 + before.length, 0);
  expect({ refused: asked - accepted }).toEqual({ refused });
}

const inOrder = (lines: readonly string[]): readonly string[] => lines.toSorted();

/** Holds the ledger and the platforms against each other: no limit passed, no id made up. */
export async function expectConsistent(bot: Bot): Promise<void> {
  expectIds(bot, await bot.ledger());
  expect(bot.telegram.overLimit() + bot.slack.overLimit()).toBe(0);
  expect(bot.crashes).toEqual([]);
}

/** The whole story: these messages and edits, these rows, these refusals, and nothing else. */
export async function expectNothingElse(bot: Bot, story: Story): Promise<void> {
  await tellTheLast(bot, story.deaf ?? []);
  const names = bot.settings.channels.map(({ name }) => name);
  const silent = Object.fromEntries(names.map((name) => [name, [] as readonly string[]]));
  const shown = Object.fromEntries(names.map((name) => [name, bot.histories(name)]));
  expect(shown).toEqual({ ...silent, ...story.chats });
  const rows = (await bot.ledger()).filter(({ stock }) => stock !== LAST.stock);
  expect(inOrder(rows.map(rowText))).toEqual(inOrder(story.ledger));
  expectRequests(bot, story.refused ?? 0);
  const starts = bot.chat(bot.settings.operator).filter(({ history }) => STARTED.test(history));
  expect(starts).toHaveLength(bot.starts());
  await expectConsistent(bot);
}
