import type { Locale } from '../../alert/message.ts';

export const PARTS = ['kiwoom', 'telegram', 'slack'] as const;
export type Part = (typeof PARTS)[number];

export interface TelegramPlace {
  readonly chat: string;
  readonly topic?: number | undefined;
  /** Who may command the bot from there; without it nobody is answered. */
  readonly user?: string | undefined;
  readonly name?: string | undefined;
}

export interface SlackPlace {
  readonly channel: string;
  readonly user?: string | undefined;
}

/** What was found out and checked; a part that is not there stays as it is. */
export interface Answers {
  /** Of the new channels' alerts. */
  readonly locale: Locale;
  /** Variables for `.env`, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly market?: 'real' | 'mock' | undefined;
  readonly telegram?: TelegramPlace | undefined;
  readonly slack?: SlackPlace | undefined;
}
