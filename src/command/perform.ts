import type { Message } from '../alert/message.ts';
import type { CommandState, CommandStore, Illustration } from './command.ts';
import type { Said } from './find-command.ts';
import { fromResult, toResult } from './result.ts';

export interface Performed {
  readonly ok: boolean;
  readonly message: Message;
  /** In place of the message, where it can be drawn and shown. */
  readonly illustration?: Illustration | undefined;
}

/**
 * Runs a command: its effects are on disk when this resolves, done once for each id. Commands that
 * only read write nothing, so that they answer on a full disk too.
 */
export async function perform(
  { command, words }: Said,
  id: string,
  state: CommandState,
  store: CommandStore,
): Promise<Performed> {
  const outcome = command.run(words, state);
  const nothing = { mute: undefined };
  if (command.needs === 'viewer' || command.readsOnly === true) {
    const { illustration } = outcome;
    return { ok: outcome.ok, message: outcome.reply(nothing), illustration };
  }
  const asked = {
    id,
    person: state.person,
    words: [command.name, ...words].join(' '),
    at: state.now,
  };
  let { ok } = outcome;
  const result = await store.apply(asked, outcome.effects, (applied) => {
    if (applied.watched?.is === 'refused') ok = false;
    return toResult(outcome.reply(applied));
  });
  return { ok, message: fromResult(result) };
}
