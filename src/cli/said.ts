import type { Locale } from '../alert/message.ts';

/** One text for people, in both languages. */
export type Said = Readonly<Record<Locale, string>>;

/** Both on one line, Korean first, as the command line speaks: `없음 (none)`. */
export const bothOf = ({ ko, en }: Said): string => (ko === en ? ko : `${ko} (${en})`);

/** The same text in both languages: a name, a code, a foreign program's own words. */
export const plain = (text: string): Said => ({ ko: text, en: text });
