import { ROLES, type Person, type Role } from '../settings/settings.ts';

/** Telegram's anonymous group admin and its own service account: never one person (chat-apis.md). */
const NOBODY: ReadonlySet<string> = new Set(['telegram:1087968824', 'telegram:777000']);

/** `slack:T1/U1` is meant by `T1/U1`, and by a bare `U1` whatever the team. */
function isPerson(person: Person, id: string): boolean {
  if (person.telegram !== undefined && id === `telegram:${person.telegram}`) return true;
  if (person.slack === undefined || !id.startsWith('slack:')) return false;
  return id === `slack:${person.slack}` || id.split('/')[1] === person.slack;
}

/** The listed person behind a platform's user id; `undefined`: a stranger. */
export const personOf = (people: readonly Person[], id: string): Person | undefined =>
  NOBODY.has(id) ? undefined : people.find((person) => isPerson(person, id));

/** Whether this role may do what needs that one. */
export const allows = (role: Role, needed: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed);
