import type { Where } from './command.ts';

/** How a command begins there (contract.md, In chat). */
export function prefixIn({ chat }: Where): string {
  if (chat === undefined) return '';
  return chat.startsWith('slack:') ? '/vi ' : '/';
}
