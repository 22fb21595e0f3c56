import type { ChatRequest, Interruption } from './recording.ts';

/** One message of a chat and everything it ever said. */
export interface Message {
  readonly chat: string;
  readonly id: string;
  readonly versions: readonly ChatRequest[];
}

const MARK = '(다시 보냄: 중복일 수 있음)';

/** Whether the line has the name as words of their own. */
const names = (line: string, name: string): boolean => ` ${line} `.includes(` ${name} `);

/** In which line the text tells it: an own card tells it at the top, a list in one line; -1: not. */
export function lineTelling(text: string, { name, time }: Interruption): number {
  const lines = text.split('\n');
  const isCard = names(lines[0] ?? '', name) && lines.some((line) => line.includes(`${time} 발동`));
  if (isCard) return 0;
  return lines.findIndex((line, at) => at > 0 && names(line, name) && line.includes(time));
}

export const tells = (text: string, interruption: Interruption): boolean =>
  lineTelling(text, interruption) !== -1;

/** Whether the text says when it ended. */
export const tellsEnd = (text: string, { name, released }: Interruption): boolean =>
  text.split('\n').some((line) => names(line, name) && line.includes(`해제 ${released}`));

export const isMarked = (text: string): boolean => text.includes(MARK);

/** Whether it tells an end alone, in a message of its own. */
export const isEnd = (text: string): boolean => text.startsWith('⏹');

/** The lines of a list, one for each interruption it tells. */
export const listed = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /^[▲▼] /.test(line));

/** What the platforms accepted, message by message, in the order of their first versions. */
export function messagesOf(requests: readonly ChatRequest[]): readonly Message[] {
  const messages = new Map<string, Message>();
  for (const request of requests) {
    const { chat, id } = request;
    if (id === undefined) continue;
    const key = `${chat} ${id}`;
    const versions = [...(messages.get(key)?.versions ?? []), request];
    messages.set(key, { chat, id, versions });
  }
  return [...messages.values()];
}

/** What the message said first and says last. */
export const firstText = ({ versions }: Message): string => versions[0]?.text ?? '';
export const lastText = ({ versions }: Message): string => versions.at(-1)?.text ?? '';
