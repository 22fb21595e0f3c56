import type { Locale } from '../alert/message.ts';
import type { Person } from '../settings/settings.ts';
import type { Acted } from '../store/store.ts';
import { dayOf, isoOf, timeOf } from '../vi/kst.ts';
import { personOf } from './access.ts';
import { firstLineOf } from './result.ts';

/** Where it was said, as far as it was kept: the platform, or the command line. */
const placeOf = ({ id }: Acted): string => id.split(':', 1)[0] ?? '';

/** Who said it, by the name that the settings give now; else the platform's id. */
const nameOf = ({ person }: Acted, people: readonly Person[]): string =>
  personOf(people, person)?.name ?? person;

const COMMAND_LINE: Readonly<Record<Locale, string>> = { ko: '명령줄', en: 'command line' };

/** `2026-11-20 09:05:00 나 (telegram) · mute 005930 30m → 🔕 음소거: ...`, in Korean time. */
export function actedLine(acted: Acted, people: readonly Person[], locale: Locale): string {
  const place = placeOf(acted);
  const who = place === 'cli' ? COMMAND_LINE[locale] : `${nameOf(acted, people)} (${place})`;
  const at = `${dayOf(acted.at)} ${timeOf(acted.at)}`;
  return `${at} ${who} · ${acted.words} → ${firstLineOf(acted.result)}`;
}

/** The same for programs. */
export const actedJson = (acted: Acted, people: readonly Person[]) => ({
  at: isoOf(acted.at),
  person: acted.person,
  name: personOf(people, acted.person)?.name ?? null,
  where: placeOf(acted),
  words: acted.words,
  outcome: firstLineOf(acted.result),
});
