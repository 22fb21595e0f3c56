import * as z from 'zod';
import { keyed } from '../yaml/keyed.ts';
import type { KnownNames } from '../yaml/known-name.ts';
import type { Path } from '../yaml/yaml-file.ts';
import type { Condition } from './condition.ts';
import { WORDS } from './conditions/index.ts';
import { namesWord, type Node } from './node.ts';
import { ACTIONS } from './rule-schema.ts';

const nodeOf = (condition: Condition): Node => ({ is: 'word', path: [condition.word], condition });

/** What `all: true` tests. */
const EVERY: Node = { is: 'word', path: [], condition: { is: 'every', word: 'all', test: 'true' } };

const group = (is: 'any' | 'all' | 'not', path: Path, nodes: readonly Node[]): Node => ({
  is,
  path,
  nodes,
});

const EMPTY = 'An empty map tests nothing; a rule for every event says `all: true`';

/** `any`, `all` and `not` beside the words: groups of the same words, at any depth. */
function groupWords(words: z.ZodType<readonly Node[]>): Readonly<Record<string, z.ZodType<Node>>> {
  const listed = z
    .array(words)
    .min(1, 'write at least one group')
    .transform((groups) => groups.map((nodes, index) => group('all', [index], nodes)));
  const alternatives = z.union([words, listed]);
  const every = z.literal(true).transform((): Node[] => [EVERY]);
  return {
    any: alternatives
      .transform((nodes) => group('any', ['any'], nodes))
      .meta({ description: 'At least one of these words or groups holds.' }),
    all: z
      .union([every, alternatives])
      .transform((nodes) => group('all', ['all'], nodes))
      .meta({ description: 'All of these hold; `all: true` alone matches every event.' }),
    not: z
      .union([
        words.transform((nodes) => group('not', ['not'], nodes)),
        listed.transform((nodes) => group('not', ['not'], [group('any', [], nodes)])),
      ])
      .meta({ description: 'These do not hold together; of a list, none holds.' }),
  };
}

function wordSchemas(lists: KnownNames): Readonly<Record<string, z.ZodType<Node>>> {
  const entries = Object.entries(WORDS);
  return Object.fromEntries(
    entries.map(([name, word]) => [name, word.schema(lists).transform(nodeOf)]),
  );
}

const optional = (schemas: Readonly<Record<string, z.ZodType<Node>>>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.optional()]));

/** The words under `when`, all of which must hold. `lists`: the names of the watchlists. */
export function whenSchema(lists: KnownNames): z.ZodType<Node> {
  const words: z.ZodType<readonly Node[]> = z.lazy(() => shape);
  const shape = keyed(
    'condition',
    optional({ ...wordSchemas(lists), ...groupWords(words) }),
    ACTIONS,
  )
    .refine((map) => Object.keys(map).length > 0, EMPTY)
    .transform((map) => Object.values(map).filter((node) => node !== undefined))
    .meta({ id: 'when', minProperties: 1 });
  return words.transform((nodes) => group('all', [], nodes));
}

const TRIGGER: Node = nodeOf(WORDS.event.schema([]).parse('trigger'));

/** What stands at the top of a tree; one group the less in each of many rules. */
const opened = (when: Node): readonly Node[] =>
  when.is === 'all' && when.path.length === 0 ? when.nodes : [when];

/** A rule that names `event` nowhere asks for triggers (rules-language.md). */
export const orTrigger = (when: Node): Node =>
  namesWord(when, 'event') ? when : group('all', [], [TRIGGER, ...opened(when)]);
