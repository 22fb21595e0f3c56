import { KINDS } from '../../vi/event.ts';
import { oneOf } from '../one-of.ts';

export const kind = oneOf(
  'Which limit fired: static, dynamic or both at once (Kiwoom 9068/1225).',
  KINDS,
  (event) => event.kind,
);
