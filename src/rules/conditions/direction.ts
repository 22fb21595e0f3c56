import { DIRECTIONS } from '../../vi/event.ts';
import { oneOf } from '../one-of.ts';

export const direction = oneOf(
  'Whether the price rose or fell into it (Kiwoom 9069).',
  DIRECTIONS,
  (event) => event.direction,
);
