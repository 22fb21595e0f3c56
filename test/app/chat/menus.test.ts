import { expect, test } from 'vitest';
import type { Person, Role } from '../../../src/settings/settings.ts';
import { menusAfter, menusFor } from '../../../src/app/chat/menus.ts';

test('each person sees what the role may use, a group what operators may', () => {
  const menus = menusFor([
    { name: '나', role: 'admin', telegram: '11', slack: undefined },
    { name: '슬랙만', role: 'admin', telegram: undefined, slack: 'U1' },
    { name: '손님', role: 'viewer', telegram: '33', slack: undefined },
  ]);
  const shows = (name: string) =>
    menus.map(({ entries }) => entries.some((entry) => entry.name === name));
  expect(menus.map((menu) => menu.for)).toEqual([
    'everybody',
    'groups',
    { person: '11' },
    { person: '33' },
  ]);
  expect(shows('status')).toEqual([true, true, true, true]);
  expect(shows('mute')).toEqual([false, true, true, false]);
  expect(shows('audit')).toEqual([false, false, true, false]);
});

test('who was taken out of the list sees what everybody may, a newcomer what the role may', () => {
  const person = (telegram: string, role: Role): Person => ({
    name: telegram,
    role,
    telegram,
    slack: undefined,
  });
  const menus = menusAfter(
    [person('11', 'admin'), person('22', 'operator')],
    [person('11', 'viewer'), person('33', 'admin')],
  );
  const [everybody] = menus;
  const of = (telegram: string) =>
    menus.find((menu) => typeof menu.for === 'object' && menu.for.person === telegram)?.entries;
  expect(of('11')).toEqual(everybody?.entries);
  expect(of('22')).toEqual(everybody?.entries);
  expect(of('33')?.some(({ name }) => name === 'audit')).toBe(true);
});
