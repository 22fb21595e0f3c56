import { expect, test } from 'vitest';
import { menusFor } from '../../../src/app/chat/menus.ts';

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
