import { z } from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { defaultsSchema, muteSchema, ruleSchema } from './rule-schema.ts';
import { watchlistSchema } from './watchlist-schema.ts';
import { whenSchema } from './when.ts';

const NO_RULES = 'there is no rule in it';

/** The file's own keys; what stands below them is held against its own schema, part by part. */
export const rulesFileSchema = (mayBeEmpty: boolean) =>
  keyed('key of rules.yaml', {
    watchlists: z.record(z.string(), z.unknown()).optional(),
    defaults: z.record(z.string(), z.unknown()).optional(),
    rules: z.array(z.unknown()).min(mayBeEmpty ? 0 : 1, NO_RULES),
    mutes: z.array(z.unknown()).optional(),
  });

/** The whole file in one schema, for editors. */
export function rulesJsonSchema(): z.ZodType {
  const when = whenSchema(new Map());
  return keyed('key of rules.yaml', {
    watchlists: z
      .record(z.string(), watchlistSchema)
      .optional()
      .meta({ description: 'Named lists of stocks.' }),
    defaults: defaultsSchema(undefined)
      .optional()
      .meta({ description: "Merged into each rule; the rule's own key wins." }),
    rules: z.array(ruleSchema(when, undefined)).meta({ description: 'Independent of each other.' }),
    mutes: z.array(muteSchema(when)).optional().meta({ description: 'Standing mutes.' }),
  });
}
