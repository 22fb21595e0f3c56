import { describe, expect, test } from 'vitest';
import { allows, personOf } from '../../src/command/access.ts';
import { COMMANDS } from '../../src/command/commands/index.ts';
import { keyboard } from '../../src/command/keyboard.ts';
import { ROLES, type Person } from '../../src/settings/settings.ts';

const person = (name: string, given: Partial<Person>): Person => ({
  name,
  role: 'viewer',
  telegram: undefined,
  slack: undefined,
  ...given,
});

describe('a person', () => {
  const people = [
    person('tele', { telegram: '123' }),
    person('bare', { slack: 'U1' }),
    person('team', { slack: 'T2/U2' }),
    person('anonymous', { telegram: '1087968824' }),
    person('service', { telegram: '777000' }),
    person('nobody', {}),
  ];
  test.each([
    ['telegram:123', 'tele'],
    ['slack:T1/U1', 'bare'],
    ['slack:T9/U1', 'bare'],
    ['slack:T2/U2', 'team'],
    ['slack:T1/U2', undefined],
    ['slack:T2/U3', undefined],
    ['telegram:-123', undefined],
    ['telegram:1234', undefined],
    ['telegram:', undefined],
    ['slack:123', undefined],
    ['slack:/', undefined],
    ['slack:T1/undefined', undefined],
    ['telegram:undefined', undefined],
    ['telegram:U1', undefined],
    ['telegram:T1/U1', undefined],
    ['telegram:1087968824', undefined],
    ['telegram:777000', undefined],
    ['', undefined],
  ])('%s is %s', (id, name) => {
    expect(personOf(people, id)?.name).toBe(name);
  });
});

describe('a role', () => {
  const MAY: Readonly<Record<string, readonly string[]>> = {
    viewer: ['mutes', 'status', 'rules', 'today', 'why', 'test', 'help'],
    operator: ['mute', 'unmute', 'mutes', 'status', 'rules', 'today', 'why', 'test', 'help'],
    admin: [
      'mute',
      'unmute',
      'mutes',
      'status',
      'rules',
      'today',
      'why',
      'test',
      'watch',
      'reload',
      'audit',
      'help',
    ],
  };
  test.each(ROLES)('%s may use what contract.md says, and nothing else', (role) => {
    const may = COMMANDS.filter((command) => allows(role, command.needs));
    expect(may.map(({ name }) => name)).toEqual(MAY[role]);
  });

  test.each([
    ['viewer', 'admin', false],
    ['operator', 'admin', false],
    ['admin', 'admin', true],
  ] as const)('%s may do what needs %s: %s', (role, needed, may) => {
    expect(allows(role, needed)).toBe(may);
  });
});

describe('the names of the commands', () => {
  test('mean one command each', () => {
    const names = COMMANDS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names.map(keyboard())).size).toBe(names.length);
  });
});
