import { expect, test } from 'vitest';
import { textOf } from '../../src/alert/message.ts';
import { reload } from '../../src/command/commands/reload.ts';
import { stateOf } from './state.ts';

test.each([
  ['', [{ is: 'reload', force: false }]],
  ['force', [{ is: 'reload', force: true }]],
  ['강제', [{ is: 'reload', force: true }]],
  ['rules', []],
  ['force force', []],
])('`reload %s` asks for %j', (words, effects) => {
  const outcome = reload.run(words.split(' ').filter(Boolean), stateOf());
  expect(outcome.effects).toEqual(effects);
  expect(outcome.ok).toBe(effects.length > 0);
  expect(textOf(outcome.reply({ mute: undefined }))).not.toBe('');
});
