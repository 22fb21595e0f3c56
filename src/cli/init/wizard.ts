import type { Said } from '../said.ts';
import type { Prompts } from './prompts.ts';
import type { Workshop } from './workshop.ts';

/** Somebody at the terminal, in their language, before the files. */
export interface Wizard {
  readonly prompts: Prompts;
  readonly workshop: Workshop;
  /** A text in the person's language. */
  readonly in: (said: Said) => string;
  /** The complaint about an answer that is empty. */
  readonly needed: (text: string) => string | undefined;
}
