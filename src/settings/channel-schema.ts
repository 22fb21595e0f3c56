import * as z from 'zod';
import { LOCALES } from '../alert/message.ts';
import { durationText, parsedText, rateText } from '../yaml/parsed-text.ts';
import { keyed } from '../yaml/keyed.ts';
import { knownName } from '../yaml/known-name.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { CHAT_FORM, SLACK_CHANNEL_FORM } from './id-forms.ts';
import { idText } from './id-text.ts';
import { quietSchema } from './quiet-schema.ts';
import type { Target } from './settings.ts';
import { tellSchema } from './tell-schema.ts';

const chat = idText(
  CHAT_FORM,
  'chat',
  'a number such as 12345678 or -1001234567890, or @channelname',
);

const slackChannel = parsedText(
  (text) => (SLACK_CHANNEL_FORM.test(text) ? text : undefined),
  'Slack channel id',
  "the channel's id, such as C0123456789 (at the end of its details)",
);

const telegram = keyed('key of telegram', {
  chat: chat.meta({ description: 'A chat id, or @channel.' }),
  topic: z.int().positive().optional().meta({ description: 'A topic of a group.' }),
}).transform((written): Target => ({
  platform: 'telegram',
  chat: written.chat,
  topic: written.topic,
}));

const slack = keyed('key of slack', { channel: slackChannel }).transform(({ channel }): Target => ({
  platform: 'slack',
  channel,
}));

const console = keyed('key of console', {})
  .nullable()
  .transform((): Target => ({ platform: 'console' }));

/** One destination: exactly one platform, and how it is written to. */
export const channelSchema = (names: readonly string[]) =>
  keyed('key of a channel', {
    telegram: telegram.optional(),
    slack: slack.optional(),
    console: console.optional().meta({ description: 'This terminal.' }),
    locale: z.enum(LOCALES).optional().meta({ description: 'The language of its alerts: ko.' }),
    limits: oneOrMany(rateText)
      .optional()
      .meta({ description: "Rates such as 20/1m in place of the platform's own." }),
    digest_after: durationText
      .optional()
      .meta({ description: 'How long an alert may wait before the waiting ones are merged: 3s.' }),
    fallback: knownName('channel', names)
      .optional()
      .meta({ description: 'The channel that takes over when this one is down.' }),
    tell: tellSchema.optional(),
    quiet: quietSchema.optional(),
    useful_for: durationText.optional().meta({ description: 'How long an alert is news: 150s.' }),
  }).transform((written, context) => {
    const { telegram: inTelegram, slack: inSlack, console: inConsole, ...rest } = written;
    const targets = [inTelegram, inSlack, inConsole].filter((target) => target !== undefined);
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return { ...rest, target };
    const message = 'A channel has exactly one of telegram, slack and console';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
