import { parsePress } from '../vi/press.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { keyboard } from './keyboard.ts';
import { unknownAmong } from './unknown.ts';
import { wordsOf } from './words.ts';

/** A command and the words after its name. */
export interface Said {
  readonly command: Command;
  readonly words: readonly string[];
}

const UNKNOWN = unknownAmong(COMMANDS);

/**
 * The command that a text names, also with the keyboard switched the wrong way; empty words ask for
 * help.
 */
export function findCommand(text: string): Said {
  const [first = 'help', ...words] = wordsOf(text);
  const keysOf = keyboard();
  const asked = keysOf(first);
  const command = COMMANDS.find(({ name, aliases }) =>
    [name, ...aliases].some((word) => keysOf(word) === asked),
  );
  return command === undefined
    ? { command: UNKNOWN, words: [first, ...words] }
    : { command, words };
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
