import * as z from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { includeSchema } from './include-schema.ts';
import { defaultsSchema, muteSchema, ruleSchema, type RuleNames } from './rule-schema.ts';
import { templateText } from './templates.ts';
import { watchlistSchema } from './watchlist-schema.ts';
import { whenSchema } from './when.ts';

/** What an editor may offer; `undefined`: not known, so that any name will do. */
export interface OfferedNames extends RuleNames {
  readonly lists: readonly string[];
}
const NO_RULES = 'there is no rule in it';

const anyMap = z.record(z.string(), z.unknown()).optional();
const anyList = z.array(z.unknown());

/** The keys that every file may have. */
const sections = (rules: z.ZodType) => ({
  watchlists: anyMap,
  templates: anyMap,
  defaults: anyMap,
  rules,
  mutes: anyList.optional(),
});

/**
 * The file's own keys; what stands below them is held against its own schema, part by part. With
 * `include` its rules may be in other files.
 */
export function rulesFileSchema(includes: boolean, mayBeEmpty: boolean) {
  const rules = anyList.min(mayBeEmpty ? 0 : 1, NO_RULES);
  return keyed('key of rules.yaml', {
    include: z.unknown().optional(),
    ...sections(includes ? rules.optional() : rules),
  });
}

/** The same of a file that `rules.yaml` includes. */
export const includedFileSchema = keyed(
  'key of a file of rules',
  sections(anyList.min(1, NO_RULES).optional()),
  { keys: ['include'], belongs: 'belongs in rules.yaml; what is included includes nothing itself' },
);

/** The whole file in one schema, for editors. */
export function rulesJsonSchema(names: OfferedNames): z.ZodType {
  const when = whenSchema(names.lists);
  const file = keyed('key of rules.yaml', {
    include: includeSchema.optional().meta({
      description:
        'Further files of rules, below this folder: each with the same keys but this one.',
    }),
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
      .optional()
      .meta({ description: 'Independent of each other; their order has no meaning.' }),
    mutes: z.array(muteSchema(when)).optional().meta({
      description:
        'Standing mutes: what fits is not told, by any rule; chat mutes live in the store.',
    }),
  });
  return file.meta({ anyOf: [{ required: ['rules'] }, { required: ['include'] }] });
}
