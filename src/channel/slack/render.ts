import type { ActionsBlock, Button as SlackButton, KnownBlock } from '@slack/web-api';
import type { Button, Message } from '../../alert/message.ts';
import type { PostOptions } from '../channel.ts';
import { cleanText, cutText, escapeMarkup, plainText } from '../clean-text.ts';
import { BLOCKS, SECTION, TEXT } from './limits.ts';

const LONGEST_LABEL = 75;
/** The plain second try is short, whatever the first was refused for. */
const PLAIN_TEXT = 1000;
const SUMMARY = 300;

/** A message of lines grouped so that each group, joined, has at most `longest` characters. */
function grouped(lines: readonly string[], longest: number): readonly string[] {
  const groups: string[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last === undefined || joined.length > longest) groups.push(line);
    else groups[groups.length - 1] = joined;
  }
  return groups;
}

/** An escaped line that fits a section. Cut before it is escaped, so that no `&amp;` is halved. */
function escapedLine(line: string): string {
  const escaped = escapeMarkup(line);
  return escaped.length <= SECTION - 2 ? escaped : escapeMarkup(cutText(line, SECTION / 5 - 2));
}

/** The escaped lines, the first set off. */
function markedLines(message: Message): readonly string[] {
  const [first = '', ...rest] = plainText(message, TEXT).split('\n').map(escapedLine);
  return [first.trim() === '' ? first : `*${first}*`, ...rest];
}

/** mrkdwn sections with the first line set off; what exceeds Slack's total is left away. */
function sections(message: Message): readonly KnownBlock[] {
  const texts = grouped(markedLines(message), SECTION);
  return texts.slice(0, Math.floor(BLOCKS / SECTION)).map((text) => ({
    type: 'section',
    text: { type: 'mrkdwn', text },
  }));
}

function keyOf(button: Button, index: number): SlackButton {
  const text = cutText(cleanText(button.label), LONGEST_LABEL);
  return {
    type: 'button',
    action_id: `vigil-${index}`,
    text: { type: 'plain_text', text },
    ...('url' in button ? { url: button.url } : { value: button.press }),
  };
}

function actions(message: Message): readonly ActionsBlock[] {
  const elements = message.buttons.flat().map(keyOf);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** Block Kit, and the one line that a phone's notification shows. */
export const contentOf = (message: Message) => ({
  text: escapeMarkup(cutText(cleanText(message.lines[0] ?? ''), SUMMARY)),
  blocks: [...sections(message), ...actions(message)],
});

const plainContentOf = (message: Message) => ({
  text: escapeMarkup(plainText(message, PLAIN_TEXT)),
});

/** What stands over a shared file: mrkdwn with the first line set off. */
export const commentOf = (message: Message): string => markedLines(message).join('\n');

/** Names must not ping anybody, links must not unfold (chat-apis.md, Slack). */
const QUIET = { link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** The arguments of `chat.postMessage`. */
export const postArguments = (channel: string, message: Message, options: PostOptions = {}) => ({
  channel,
  ...(options.plain === true ? plainContentOf(message) : contentOf(message)),
  ...(options.replyTo === undefined ? {} : { thread_ts: options.replyTo }),
  ...QUIET,
});

/** The arguments of `chat.update`. */
export const editArguments = (channel: string, ts: string, message: Message) => ({
  channel,
  ts,
  ...contentOf(message),
  link_names: false,
});
