import * as z from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { parsedText } from '../yaml/parsed-text.ts';
import { knownName } from '../yaml/known-name.ts';
import { shown } from '../yaml/shown.ts';
import { channelSchema } from './channel-schema.ts';
import { feedSchema } from './feed-schema.ts';
import { SLACK_USER_FORM, TELEGRAM_USER_FORM } from './id-forms.ts';
import { idText } from './id-text.ts';
import { ROLES } from './settings.ts';

const slackUser = parsedText(
  (text) => (SLACK_USER_FORM.test(text) ? text : undefined),
  'Slack user id',
  'an id such as U0123456789, or T0123/U0123456789',
);

const telegramUser = idText(
  TELEGRAM_USER_FORM,
  'Telegram user id',
  "a person's number such as 12345678, never a chat or a @name",
);

const person = keyed('key of a person', {
  name: z.string().min(1),
  telegram: telegramUser.optional().meta({ description: "Telegram's user id." }),
  slack: slackUser.optional().meta({ description: "Slack's user id." }),
  role: z.enum(ROLES).meta({ description: 'viewer reads, operator mutes, admin does all.' }),
}).refine(
  (written) => written.telegram !== undefined || written.slack !== undefined,
  'A person needs a user id: telegram, slack or both',
);

/** The path of `file:data/vigil.db` or `file:///var/lib/vigil.db`. */
function filePath(url: string): string | undefined {
  const path = /^file:(?:\/\/(?=\/))?([^?#:]+)$/.exec(url)?.[1];
  return path === undefined || path.startsWith('//') || path.endsWith('/') ? undefined : path;
}

const storeUrl = z.string().transform((url, context): string => {
  const path = filePath(url);
  if (path !== undefined) return path;
  const postgres = /^postgres(?:ql)?:/.test(url);
  const message = postgres ? 'PostgreSQL is not available yet' : `${shown(url)} is no store`;
  const params = { expected: 'file:data/vigil.db' };
  context.addIssue({ code: 'custom', message, params });
  return z.NEVER;
});

const listen = parsedText(
  (text) => {
    const [, host, digits] = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
    const port = Number(digits);
    return host === undefined || port > 65_535 ? undefined : { host, port };
  },
  'address to listen at',
  '127.0.0.1:8780',
);

/** `vigil.yaml` for a file with channels of these names. */
export const vigilSchema = (names: readonly string[]) =>
  keyed('key of vigil.yaml', {
    feed: feedSchema.optional().meta({ description: 'Where events come from: the simulator.' }),
    channels: z
      .record(z.string().min(1).max(64), channelSchema(names))
      .refine((channels) => Object.keys(channels).length > 0, 'At least one channel is needed')
      .meta({ description: 'Where alerts go, by the name that rules use.' }),
    operator: knownName('channel', names)
      .optional()
      .meta({ description: "Where the bot's own troubles are told: the first channel." }),
    people: z
      .array(person)
      .optional()
      .meta({ description: 'Who may command the bot; nobody else is answered.' }),
    store: keyed('key of store', {
      url: storeUrl.meta({ description: 'file:data/vigil.db' }),
    }).optional(),
    web: keyed('key of web', { listen: listen.meta({ description: '127.0.0.1:8780' }) }).optional(),
  });
