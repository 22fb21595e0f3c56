import { MessagePort } from 'node:worker_threads';
import * as z from 'zod';
import type { ReadConfiguration } from '../../configuration.ts';
import type { CheckedRule, CheckedRules } from '../../rules/checked-rules.ts';
import type { Taken } from '../../rules/resolve-watchlists.ts';
import type { FileWas } from '../../yaml/files-read.ts';

/** What the thread reads, and where its parts go. */
export const GIVEN = z.object({
  folder: z.string(),
  environment: z.record(z.string(), z.string().optional()),
  port: z.instanceof(MessagePort),
});

/** A watchlist: its name, what it takes in, and that as a text. */
type List = readonly [name: string, taken: readonly Taken[], text: string];

/** What the thread sends, in parts that are unpacked in a moment: rules, lists, files, and the rest. */
export type Part =
  | { readonly rules: readonly CheckedRule[] }
  | { readonly lists: readonly List[] }
  | { readonly file: readonly [name: string, was: FileWas] }
  | {
      readonly read: Omit<ReadConfiguration, 'checked' | 'files'>;
      /** All but the rules and lists; `undefined`: there were faults. */
      readonly others: CheckedRules | undefined;
    };
