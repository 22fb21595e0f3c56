import { DIRECTIONS } from '../../vi/event.ts';
import { categoryWord } from '../category-word.ts';

export const direction = categoryWord({
  word: 'direction',
  description: 'Whether the price rose or fell into it (Kiwoom 9069).',
  values: DIRECTIONS,
  read: (event) => event.direction,
});
