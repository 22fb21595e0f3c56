import type { Complaint } from './fault.ts';
import { shown } from './shown.ts';

/** What is wrong with a key of a map. */
export function keyComplaint(key: string, isSecond: boolean): Complaint | undefined {
  if (key === '__proto__') return { message: '`__proto__` cannot be a key' };
  return isSecond ? { message: `${shown(key)} stands here twice` } : undefined;
}
