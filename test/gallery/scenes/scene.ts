import type { Locale, Message } from '../../../src/alert/message.ts';
import type { MessageKind } from '../../../src/settings/settings.ts';

/** One message as somebody gets it. */
export interface Scene {
  /** What it is, for whoever looks for it. */
  readonly shows: string;
  /** What the settings call it; an answer is always given. */
  readonly kind: MessageKind | 'answer';
  /** What was asked before. */
  readonly said?: string;
  readonly message: (locale: Locale) => Message;
  /** It was something else before. */
  readonly edited?: boolean;
  /** The picture over it. */
  readonly picture?: (locale: Locale) => Promise<Uint8Array>;
}
