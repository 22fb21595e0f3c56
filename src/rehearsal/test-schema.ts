import * as z from 'zod';
import { DIRECTIONS, EVENT_TYPES, KINDS, VENUES } from '../vi/event.ts';
import { keyed } from '../yaml/keyed.ts';
import { knownName } from '../yaml/known-name.ts';
import { oneOrMany } from '../yaml/one-or-many.ts';
import { countWord, eventSchema, momentText, stockWord } from './test-words.ts';

/** What a test may name. `undefined`: not known, so that any name will do. */
export interface KnownNames {
  readonly rules: readonly string[] | undefined;
  readonly channels: readonly string[] | undefined;
}

const muteWords = z
  .string()
  .transform((words) => ({ mute: words, in: undefined }))
  .meta({ description: 'What follows /mute in a chat: 005930 30m. For everyone.' });

const muteSchema = (channels: KnownNames['channels']) =>
  z.union([
    muteWords,
    keyed('key of a mute', {
      mute: z.string().meta({ description: 'What follows /mute in a chat: 005930 30m.' }),
      in: knownName('channel', channels)
        .optional()
        .meta({ description: 'The channel in whose chat it is said.' }),
    }),
  ]);

const expectation = ({ rules, channels }: KnownNames) =>
  keyed('word of a message', {
    rule: knownName('rule', rules).meta({ description: 'The rule that tells it.' }),
    stock: stockWord.optional(),
    count: countWord.optional(),
    kind: z.enum(KINDS).optional(),
    direction: z.enum(DIRECTIONS).optional(),
    venue: z.enum(VENUES).optional(),
    event: z.enum(EVENT_TYPES).optional().meta({ description: 'What the message tells of.' }),
    digest: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'It is a digest of so many events (past a limit).' }),
    silent: z.boolean().optional().meta({ description: 'Whether it arrives without a sound.' }),
    text: oneOrMany(z.string()).optional().meta({ description: 'What must stand in the message.' }),
    to: oneOrMany(knownName('channel', channels))
      .optional()
      .meta({ description: 'Exactly these channels. Left out: whichever.' }),
  });

/** `rules.test.yaml`. */
export const testFileSchema = (known: KnownNames) =>
  keyed('key of a test file', {
    tests: z
      .array(
        keyed('key of a test', {
          name: z.string().trim().min(1, 'a test needs a name').meta({ description: 'Unique.' }),
          at: momentText.meta({ description: 'When the first event fires, Korean time.' }),
          events: z
            .array(eventSchema)
            .min(1, 'a test needs an event')
            .meta({ description: 'What happens, 1 s apart unless they say `after`.' }),
          mutes: z
            .array(muteSchema(known.channels))
            .optional()
            .meta({ description: 'Mutes from a chat, in force from the start.' }),
          only: oneOrMany(knownName('rule', known.rules)).optional().meta({
            description: 'The rules it is about, whatever the others tell. Default: all.',
          }),
          expect: z.array(expectation(known)).meta({
            description: 'The messages that must be sent, and nothing else; [] is silence.',
          }),
        }),
      )
      .min(1, 'there is no test in it'),
  });

export type WrittenTest = z.output<ReturnType<typeof testFileSchema>>['tests'][number];
