import { z } from 'zod';
import { EVENT_TYPES } from '../../vi/event.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';

/** Where a rule names it nowhere, `trigger` is tested all the same (`when.ts`). */
export const event = oneOrMany(z.enum([...EVENT_TYPES, 'any']))
  .transform((wanted) => {
    const set = new Set<string>(wanted.includes('any') ? EVENT_TYPES : wanted);
    return condition({
      test: wanted.join(', '),
      read: (heard) => heard.event,
      holds: (value) => set.has(value),
      show: (value) => value,
    });
  })
  .meta({
    description:
      'The interruption began (trigger, the default), ended (release) or either (any) (Kiwoom 1224).',
  });
