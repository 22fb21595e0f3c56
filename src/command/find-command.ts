import { parsePress } from '../vi/press.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { unknownAmong } from './unknown.ts';
import { wordsOf } from './words.ts';

/** A command and the words after its name. */
export interface Said {
  readonly command: Command;
  readonly words: readonly string[];
}

const UNKNOWN = unknownAmong(COMMANDS.map(({ name }) => name));

/** The command that a text names; empty words ask for help. */
export function findCommand(text: string): Said {
  const [first = 'help', ...words] = wordsOf(text);
  const asked = first.toLowerCase();
  const command = COMMANDS.find(({ name, aliases }) => name === asked || aliases.includes(asked));
  return command === undefined ? { command: UNKNOWN, words: [first] } : { command, words };
}

/** A button's data as the words it stands for; `undefined` for what Vigil never wrote. */
export function pressWords(data: string): string | undefined {
  const press = parsePress(data);
  switch (press?.is) {
    case undefined:
      return undefined;
    case 'mute':
      return `mute stock:${press.stock} ${press.span}`;
    case 'undo':
      return `unmute #${press.mute}`;
    case 'choice':
      return press.words;
  }
}
