import * as z from 'zod';
import { durationText } from '../yaml/parsed-text.ts';
import { keyed } from '../yaml/keyed.ts';

const speed = z
  .number()
  .positive()
  .optional()
  .meta({ description: 'How much faster than the clock: 1.' });

const simulator = keyed('key of the simulator', {
  source: z.literal('simulator'),
  speed,
  day: z
    .enum(['ordinary', 'extreme'])
    .optional()
    .meta({ description: 'What kind of day: ordinary.' }),
  seed: z.int().nonnegative().optional().meta({ description: 'The same seed gives the same day.' }),
});

const kiwoom = keyed('key of the Kiwoom feed', {
  source: z.literal('kiwoom'),
  environment: z
    .enum(['real', 'mock'])
    .optional()
    .meta({ description: 'The mock market has KRX only.' }),
  takeover_wait: durationText
    .optional()
    .meta({ description: 'When the session is taken back after another login; default: never.' }),
});

const replay = keyed('key of the replay', {
  source: z.literal('replay'),
  file: z.string().min(1).meta({ description: 'A recording, from the working folder on.' }),
  speed,
});

/** Where events come from. */
export const feedSchema = z.discriminatedUnion('source', [simulator, kiwoom, replay]);
