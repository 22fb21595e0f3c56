import { EVENT_TYPES } from '../../vi/event.ts';
import { categoryWord } from '../category-word.ts';

/** Where a rule names it nowhere, `trigger` is tested all the same (`when.ts`). */
export const event = categoryWord({
  word: 'event',
  description:
    'The interruption began (trigger, the default), ended (release) or either (any) (Kiwoom 1224).',
  values: EVENT_TYPES,
  all: 'any',
  read: (heard) => heard.event,
});
