import type { Menu } from '../../channel/telegram/commands.ts';
import { allows } from '../../command/access.ts';
import { COMMANDS } from '../../command/commands/index.ts';
import type { Person, Role } from '../../settings/settings.ts';

const entriesFor = (role: Role): Menu['entries'] =>
  COMMANDS.filter(({ needs }) => allows(role, needs));

/**
 * The command menus: what a person may use in private, what operators may in groups, where many
 * read one menu, and elsewhere what everybody may who is listed at all.
 */
export const menusFor = (people: readonly Person[]): readonly Menu[] => [
  { for: 'everybody', entries: entriesFor('viewer') },
  { for: 'groups', entries: entriesFor('operator') },
  ...people.flatMap(({ telegram, role }) =>
    telegram === undefined ? [] : [{ for: { person: telegram }, entries: entriesFor(role) }],
  ),
];

/** The same after the list has changed; who is not in it any more sees what everybody may. */
export function menusAfter(before: readonly Person[], people: readonly Person[]): readonly Menu[] {
  const listed = new Set(people.map(({ telegram }) => telegram));
  const gone = before.filter(({ telegram }) => !listed.has(telegram));
  return menusFor([...people, ...gone.map((person): Person => ({ ...person, role: 'viewer' }))]);
}
