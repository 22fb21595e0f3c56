import * as z from 'zod';
import { parseDuration } from '../vi/duration.ts';
import { isDay } from '../vi/kst.ts';
import { parsedText, rateText } from '../yaml/parsed-text.ts';
import { keyed, type Elsewhere } from '../yaml/keyed.ts';
import { knownName } from '../yaml/known-name.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { shown } from '../yaml/shown.ts';
import { WORDS } from './conditions/index.ts';
import type { Node } from './node.ts';
import { ON_RELEASE, PRIORITIES } from './rule.ts';

/** Channel names of `vigil.yaml`; `undefined`: not known, so that any name will do. */
export type ChannelNames = readonly string[] | undefined;

/** What rules may name; `undefined`: not known. */
export interface RuleNames {
  readonly channels: ChannelNames;
  readonly templates: readonly string[] | undefined;
}

/** For editors, which check no calendar. */
const DAY = String.raw`^\d{4}-\d{2}-\d{2}$`;

const day = parsedText(
  (text) => (isDay(text) ? text : undefined),
  'date',
  'a day such as 2026-12-31',
);

const cooldown = parsedText(
  (text) => (text === 'until-close' ? text : parseDuration(text)),
  'time of rest',
  '10m, 1h or until-close',
);

const notify = (channels: ChannelNames) =>
  oneOrMany(knownName('channel', channels))
    .superRefine((names, context) => {
      const seen = new Set<string>();
      const twice = names.find((name) => seen.has(name) || !seen.add(name));
      if (twice === undefined) return;
      context.addIssue({ code: 'custom', message: `${shown(twice)} stands here twice` });
    })
    .meta({ description: 'Channels of vigil.yaml, at least one (here or under defaults).' });

/** What a rule does, each optional: `defaults` takes the same keys. */
const actions = ({ channels, templates }: RuleNames) => ({
  notify: notify(channels).optional(),
  enabled: z.boolean().optional().meta({ description: 'false keeps the rule, off.' }),
  priority: z.enum(PRIORITIES).optional().meta({
    description: 'high goes first and rings; normal (the default); low arrives silently.',
  }),
  cooldown: cooldown
    .optional()
    .meta({ description: 'Rest per stock after an alert was sent: 10m, 1h, until-close.' }),
  limit: rateText
    .optional()
    .meta({ description: 'At most so many in this time, 5/10m; the rest goes into one digest.' }),
  on_release: z.enum(ON_RELEASE).optional().meta({
    description:
      'What the release does: edit the living message (the default), reply to it, reply in silent, or none.',
  }),
  template: knownName('template', templates)
    .optional()
    .meta({ description: 'One of `templates`, in place of the built-in message.' }),
  note: z.string().optional().meta({ description: 'Free text shown in the alert.' }),
  expires: day
    .optional()
    .meta({ description: 'The last day of the rule, YYYY-MM-DD.', pattern: DAY }),
});

/** What is often written one level too deep. */
export const ACTIONS: Elsewhere = {
  keys: Object.keys(actions({ channels: undefined, templates: undefined })),
  belongs: 'belongs beside the `when` of a rule',
};

const WHEN = 'The conditions, all of which must hold; `all: true` alone matches every event.';

/** What is often written one level too high. */
const CONDITIONS: Elsewhere = { keys: Object.keys(WORDS), belongs: 'belongs under `when`' };

export const defaultsSchema = (names: RuleNames) => keyed('key of defaults', actions(names));

export const ruleSchema = (when: z.ZodType<Node>, names: RuleNames) =>
  keyed(
    'key of a rule',
    {
      name: z
        .string()
        .trim()
        .min(1, 'a rule needs a name')
        .max(100, 'a name has at most 100 letters')
        .meta({ description: 'Unique; it stands in the alert.' }),
      when: when.meta({ description: WHEN }),
      ...actions(names),
    },
    CONDITIONS,
  );

export const muteSchema = (when: z.ZodType<Node>) =>
  keyed(
    'key of a mute',
    {
      when: when.meta({ description: WHEN }),
      reason: z.string().optional().meta({ description: 'Shown by mutes and why.' }),
      expires: day
        .optional()
        .meta({ description: 'The last day of the mute, YYYY-MM-DD.', pattern: DAY }),
    },
    CONDITIONS,
  );
