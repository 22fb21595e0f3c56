import { textOf, type Message } from '../../src/alert/message.ts';
import type { Answer, Channel, Limits, Window } from '../../src/channel/channel.ts';
import { sleep, type Clock } from '../../src/platform/clock.ts';

/** One request as the destination saw it. */
export interface Request {
  readonly op: 'post' | 'edit';
  readonly at: number;
  readonly text: string;
  readonly message: Message;
  readonly id: string;
}

/** A destination of a test: answers as scripted, shows what a chat would show. */
export interface ScriptedChannel extends Channel {
  /** Every request, in order. */
  readonly requests: readonly Request[];
  /** What the chat shows now: accepted messages in order, each with its last text. */
  shown(): readonly string[];
  /** The next answers, one a request; `accepted` after that. `shownAll`: an answer that is lost. */
  script(...answers: readonly (Answer | 'lost')[]): void;
  /** What `check` says until told otherwise. */
  healthy(answer: Answer): void;
}

export interface ScriptedOptions {
  readonly clock: Clock;
  readonly name?: string;
  readonly chat?: string;
  readonly windows?: readonly Window[];
  /** The windows of edits, where they are others. */
  readonly edit?: readonly Window[];
  readonly text?: number;
  readonly edits?: boolean;
  /** ms from the request to its answer. */
  readonly trip?: number;
}

export function scriptedChannel(options: ScriptedOptions): ScriptedChannel {
  const { clock, name = 'phone', windows = [], trip = 5 } = options;
  let { chat = `test:${name}` } = options;
  const requests: Request[] = [];
  const chatShows = new Map<string, string>();
  const answers: (Answer | 'lost')[] = [];
  let check: Answer = { is: 'accepted', id: '' };
  const limits: Limits = {
    text: options.text ?? 4_096,
    edits: options.edits ?? true,
    post: windows,
    edit: options.edit ?? windows,
  };
  const request = async (op: Request['op'], id: string, message: Message): Promise<Answer> => {
    const text = textOf(message);
    requests.push({ op, at: clock.elapsed(), text, message, id });
    const answer = answers.shift() ?? { is: 'accepted' as const, id };
    if (answer === 'lost' || answer.is === 'accepted') chatShows.set(id, text);
    await sleep(clock, trip);
    if (answer === 'lost') return { is: 'ambiguous', reason: 'no answer' };
    return answer.is === 'accepted' ? { is: 'accepted', id } : answer;
  };
  return {
    name,
    get chat() {
      return chat;
    },
    platform: 'test',
    limits,
    requests,
    shown: () => [...chatShows.values()],
    script: (...next) => void answers.push(...next),
    healthy: (answer) => void (check = answer),
    post: (message) => request('post', `m${requests.length + 1}`, message),
    edit: (id, message) => request('edit', id, message),
    check: () => Promise.resolve(check),
    preview: textOf,
    move: (to) => void (chat = to),
  };
}
