import type { Locale } from '../message.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Words } from './words.ts';

const WORDS: Readonly<Record<Locale, Words>> = { ko, en };

/** What Vigil says in this language. */
export const wordsOf = (locale: Locale): Words => WORDS[locale];
