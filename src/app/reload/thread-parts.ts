import { MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import type { ReadConfiguration } from '../../configuration.ts';
import type { CheckedRule, CheckedRules } from '../../rules/checked-rules.ts';

/** What the thread reads, and where its parts go. */
export const GIVEN = z.object({
  folder: z.string(),
  environment: z.record(z.string(), z.string().optional()),
  port: z.instanceof(MessagePort),
});

/** What the thread sends: rules, in parts that are unpacked in a moment, and then the rest. */
export type Part =
  | { readonly rules: readonly CheckedRule[] }
  | {
      readonly read: Omit<ReadConfiguration, 'checked'>;
      /** All but the rules; `undefined`: there were faults. */
      readonly others: CheckedRules | undefined;
    };
