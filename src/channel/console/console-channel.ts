import type { Message } from '../../alert/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Channel, Limits } from '../channel.ts';
import { plainText, previewText } from '../clean-text.ts';

export interface ConsoleOptions {
  readonly name: string;
  /** Whether the reader is a terminal that shows colours. */
  readonly colour: boolean;
  /** Takes one text with its own line ends. */
  readonly out: (text: string) => void;
}

/** A screen takes everything, as fast as it comes. */
const LIMITS: Limits = { text: 16_384, edits: true, post: [], edit: [] };

/** Red is up, blue is down (market.md). */
const COLOUR = { up: '\u001B[1;31m', down: '\u001B[1;34m', neutral: '\u001B[1m' } as const;
const PLAIN = '\u001B[0m';

/** A card: the first line set off, the others moved in, an empty line behind. */
function cardOf(message: Message, colour: boolean): string {
  const [first = '', ...rest] = plainText(message, LIMITS.text).split('\n');
  const head = colour ? `${COLOUR[message.tone]}${first}${PLAIN}` : first;
  return [head, ...rest.map((line) => `  ${line}`), '', ''].join('\n');
}

/** The terminal as a destination. An edit prints the line that changed: the first. */
export function consoleChannel(options: ConsoleOptions, clock: Clock): Channel {
  let printed = 0;
  const headOf = ({ lines, tone }: Message): Message => ({
    lines: lines.slice(0, 1),
    buttons: [],
    silent: true,
    tone,
  });
  return {
    name: options.name,
    chat: `console:${options.name}`,
    platform: 'console',
    limits: LIMITS,
    async post(message) {
      printed += 1;
      options.out(cardOf(message, options.colour));
      return { is: 'accepted', id: `${clock.now()}-${printed}` };
    },
    async edit(id, message) {
      options.out(cardOf(headOf(message), options.colour));
      return { is: 'accepted', id };
    },
    check: async () => ({ is: 'accepted', id: options.name }),
    preview: (message) => previewText(message, LIMITS.text),
    move: () => undefined,
  };
}
