import { KINDS } from '../../vi/event.ts';
import { categoryWord } from '../category-word.ts';

export const kind = categoryWord({
  word: 'kind',
  description: 'Which limit fired: static, dynamic or both at once (Kiwoom 9068/1225).',
  values: KINDS,
  read: (event) => event.kind,
});
