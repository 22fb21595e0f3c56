import type { ChannelSettings } from '../../src/settings/settings.ts';
import type { FakeSlack, SlackMessage } from './fake-slack.ts';
import type { FakeTelegram } from './fake-telegram.ts';

/** One message as its reader sees it now. */
export interface Shown {
  /** The platform's; a console has none. */
  readonly id: string;
  readonly text: string;
  /** Its first line as it was from the beginning on: `posted ⇒ edited`. */
  readonly history: string;
  /** The id of the message it answers to. */
  readonly replyTo: string | undefined;
  /** What its buttons bring back when they are pressed, by label. */
  readonly presses: Readonly<Record<string, string>>;
  readonly silent: boolean;
}

export interface Platforms {
  readonly telegram: FakeTelegram;
  readonly slack: FakeSlack;
  /** What consoles printed. */
  readonly printed: readonly string[];
}

const headline = (text: string): string => text.split('\n')[0] ?? '';

const historyOf = (before: readonly string[], text: string): string =>
  [...before, text].map(headline).join(' ⇒ ');

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A chat's messages, oldest first. */
export const inTelegram = (telegram: FakeTelegram, chat: string): readonly Shown[] =>
  telegram.shown(chat).map(({ id, text, before, keyboard, replyTo, silent }) => ({
    id: String(id),
    text,
    history: historyOf(before, text),
    replyTo: replyTo === undefined ? undefined : String(replyTo),
    presses: Object.fromEntries(
      keyboard.flat().map((key) => [key['text'] ?? '', key['callback_data'] ?? '']),
    ),
    silent,
  }));

interface Block {
  readonly text?: { readonly text: string };
  readonly elements?: readonly { readonly text: { readonly text: string }; value?: string }[];
}

/** Without Slack's own markup: the three entities, and the stars around the first line. */
function slackText({ text, blocks }: SlackMessage): string {
  const sections = (blocks as readonly Block[]).flatMap((block) => block.text?.text ?? []);
  const whole = sections.length === 0 ? text : sections.join('\n');
  return unescaped(whole).replace(/^\*(.*)\*$/m, '$1');
}

function inSlack(slack: FakeSlack, channel: string): readonly Shown[] {
  return slack.shown(channel).map((message) => {
    const text = slackText(message);
    const keys = (message.blocks as readonly Block[]).flatMap((block) => block.elements ?? []);
    return {
      id: message.ts,
      text,
      history: historyOf(message.before.map(unescaped), text),
      replyTo: message.threadTs,
      presses: Object.fromEntries(keys.map((key) => [key.text.text, key.value ?? ''])),
      silent: false,
    };
  });
}

/** A card without the console's indentation. */
const inConsole = (printed: readonly string[]): readonly Shown[] =>
  printed.map((card) => {
    const text = card.trimEnd().replaceAll('\n  ', '\n');
    const none = { id: '', replyTo: undefined, presses: {}, silent: false };
    return { ...none, text, history: headline(text) };
  });

/** What a channel's reader sees, oldest first. */
export function chatOf(
  { target }: ChannelSettings,
  { telegram, slack, printed }: Platforms,
): readonly Shown[] {
  switch (target.platform) {
    case 'telegram':
      return inTelegram(telegram, target.chat);
    case 'slack':
      return inSlack(slack, target.channel);
    case 'console':
      return inConsole(printed);
  }
}
