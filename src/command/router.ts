import type { Locale } from '../alert/message.ts';
import type { Incoming } from '../channel/incoming.ts';
import type { Person } from '../settings/settings.ts';
import { allows, personOf } from './access.ts';
import type { Command, CommandState, CommandStore } from './command.ts';
import { findCommand, pressWords, type Said } from './find-command.ts';
import { perform, type Performed } from './perform.ts';
import { answer } from './reply.ts';

/** An answer: as a picture where that can be had, else as the message. */
export type Answered = Pick<Performed, 'message' | 'illustration'>;

export interface RouterDeps {
  /** The people of the settings that hold now. */
  people(): readonly Person[];
  /** The language of the chat's channel, else of the person's client, else Korean. */
  localeOf(incoming: Incoming): Locale;
  state(incoming: Incoming, command: Command): Promise<CommandState>;
  readonly store: CommandStore;
  /** Sends or hands over an answer, within the chat's limits. */
  reply(incoming: Incoming, answered: Answered): Promise<void>;
  /** Something outside failed; for the log. */
  failed(error: unknown): void;
}

const TEXT = {
  notAllowed: { ko: '권한이 없습니다', en: 'Not allowed' },
  notDone: {
    ko: '지금은 하지 못했습니다. 잠시 뒤 다시 보내 주세요.',
    en: 'That could not be done just now. Please send it again in a moment.',
  },
  oldButton: {
    ko: '이 버튼은 더 이상 쓰이지 않습니다. 명령으로 보내 주세요: help',
    en: 'This button is of no use any more. Please send a command: help',
  },
} as const;

/** The words of a message or press; `undefined` for a button that no Vigil of today writes. */
function saidIn({ said }: Incoming): Said | undefined {
  const text = said.is === 'words' ? said.text : pressWords(said.text);
  return text === undefined ? undefined : findCommand(text);
}

async function guarded(work: Promise<void>, deps: RouterDeps): Promise<void> {
  try {
    await work;
  } catch (error) {
    deps.failed(error);
  }
}

/** Strangers get silence; a press is always acknowledged, with the hint and without a message. */
async function turnAway(incoming: Incoming, listed: boolean, deps: RouterDeps): Promise<void> {
  const text = TEXT.notAllowed[deps.localeOf(incoming)];
  const press = incoming.said.is === 'press';
  await guarded(incoming.acknowledge(press ? text : undefined), deps);
  if (listed && !press) await guarded(deps.reply(incoming, { message: answer([text]) }), deps);
}

async function answerTo(incoming: Incoming, said: Said, deps: RouterDeps): Promise<Answered> {
  try {
    const state = await deps.state(incoming, said.command);
    return await perform(said, incoming.id, state, deps.store);
  } catch (error) {
    deps.failed(error);
    return { message: answer([TEXT.notDone[deps.localeOf(incoming)]]) };
  }
}

/**
 * One message or press from a chat: who asks, what is asked, the effect on disk, then the answer.
 * Never rejects: what fails is told to the person and to the log.
 */
export async function route(incoming: Incoming, deps: RouterDeps): Promise<void> {
  const said = saidIn(incoming);
  const person = personOf(deps.people(), incoming.person);
  if (person === undefined || (said && !allows(person.role, said.command.needs))) {
    return turnAway(incoming, person !== undefined, deps);
  }
  // At once, since a platform waits 3 s; and whatever becomes of it, the command goes on.
  const acknowledged = guarded(incoming.acknowledge(), deps);
  const answered =
    said === undefined
      ? { message: answer([TEXT.oldButton[deps.localeOf(incoming)]]) }
      : await answerTo(incoming, said, deps);
  await guarded(deps.reply(incoming, answered), deps);
  await acknowledged;
}
