import { z } from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { defaultsSchema, muteSchema, ruleSchema, type RuleNames } from './rule-schema.ts';
import { templateText } from './templates.ts';
import { MOST_LISTS, watchlistSchema } from './watchlist-schema.ts';
import { whenSchema } from './when.ts';

/** What an editor may offer; `undefined`: not known, so that any name will do. */
export interface OfferedNames extends RuleNames {
  readonly lists: readonly string[];
}
const NO_RULES = 'there is no rule in it';
const TOO_MANY = `More than ${MOST_LISTS} watchlists`;

/** The file's own keys; what stands below them is held against its own schema, part by part. */
export const rulesFileSchema = (mayBeEmpty: boolean) =>
  keyed('key of rules.yaml', {
    watchlists: z
      .record(z.string(), z.unknown())
      .refine((lists) => Object.keys(lists).length <= MOST_LISTS, TOO_MANY)
      .optional(),
    templates: z.record(z.string(), z.unknown()).optional(),
    defaults: z.record(z.string(), z.unknown()).optional(),
    rules: z.array(z.unknown()).min(mayBeEmpty ? 0 : 1, NO_RULES),
    mutes: z.array(z.unknown()).optional(),
  });

/** The whole file in one schema, for editors. */
export function rulesJsonSchema(names: OfferedNames): z.ZodType {
  const when = whenSchema(names.lists);
  return keyed('key of rules.yaml', {
    watchlists: z
      .record(z.string(), watchlistSchema)
      .optional()
      .meta({ description: 'Named lists of stocks.' }),
    templates: z.record(z.string(), templateText).optional().meta({
      description: 'Named messages of your own, for `template:` of a rule.',
    }),
    defaults: defaultsSchema(names)
      .optional()
      .meta({ description: "Merged into each rule; the rule's own key wins." }),
    rules: z
      .array(ruleSchema(when, names))
      .min(1, NO_RULES)
      .meta({ description: 'Independent of each other; their order has no meaning.' }),
    mutes: z.array(muteSchema(when)).optional().meta({
      description:
        'Standing mutes: what fits is not told, by any rule; chat mutes live in the store.',
    }),
  });
}
