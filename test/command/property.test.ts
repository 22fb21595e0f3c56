import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOf } from '../../src/alert/message.ts';
import { COMMANDS } from '../../src/command/commands/index.ts';
import { findCommand, pressWords } from '../../src/command/find-command.ts';
import { fromResult, toResult } from '../../src/command/result.ts';
import { findTarget, targetsOf, targetWords } from '../../src/command/target.ts';
import { wordsOf } from '../../src/command/words.ts';
import { hides, type Mute } from '../../src/vi/mute.ts';
import { GROUP, NOW, stateOf, STOCKS } from './state.ts';

const NAMES = COMMANDS.flatMap(({ name, aliases }) => [name, ...aliases]);
const TARGETS = '삼성전자/삼성/ㅅㅅㅈㅈ/반도체/반도체 상승 VI/겹치는 이름/all/rule:급등주'.split(
  '/',
);
const OPTIONS = '30m/2h/9999h59999m/today/until-close/until-release/next 3/next/for'.split('/');
const OTHERS = 'me/for me/chat/for everyone/#1/1/-5m/점심/__proto__/constructor'.split('/');
const KNOWN = [...NAMES, ...STOCKS.keys(), ...TARGETS, ...OPTIONS, ...OTHERS];

/** Words people might write: known ones in any order, and anything else between them. */
const text = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KNOWN) }, fc.string({ unit: 'binary' })),
    {
      maxLength: 8,
    },
  )
  .map((words) => words.join(' '));

const where = fc.constantFrom(
  { chat: GROUP, direct: false },
  { chat: 'telegram:1', direct: true },
  { chat: undefined, direct: false },
);
/** Three years, nights and holidays in them. */
const now = fc.integer({ min: NOW - 365 * 86_400_000, max: NOW + 730 * 86_400_000 });

const outcomeOf = (said: string, given: Parameters<typeof stateOf>[0]) => {
  const { command, words } = findCommand(said);
  return command.run(words, stateOf(given));
};

const mutesOf = (said: string, given: Parameters<typeof stateOf>[0]): readonly Mute[] =>
  outcomeOf(said, given).effects.flatMap((effect) =>
    effect.is === 'mute' ? [{ ...effect.mute, id: 1 }] : [],
  );

test('whatever is said, there is an answer that can be kept', () => {
  fc.assert(
    fc.property(text, where, now, fc.constantFrom('ko', 'en'), (said, place, at, locale) => {
      const outcome = outcomeOf(said, { where: place, now: at, locale });
      const message = outcome.reply({ mute: 1 });
      expect(textOf(message)).not.toMatch(/undefined|NaN|\[object/);
      expect(fromResult(toResult(message))).toEqual(message);
      expect(outcome.ok || outcome.effects.length === 0).toBe(true);
    }),
  );
});

test('an accepted mute always ends, and not at once', () => {
  fc.assert(
    fc.property(fc.constantFrom('005930', '반도체', 'all'), text, now, (target, rest, at) => {
      const subject = {
        stock: '005930',
        rule: '급등주',
        watchlists: new Set(['반도체']),
        chat: GROUP,
      };
      for (const mute of mutesOf(`mute ${target} ${rest}`, { now: at })) {
        expect(Number.isSafeInteger(mute.until)).toBe(true);
        expect(mute.until).toBeGreaterThan(at);
        expect(hides(mute, subject, mute.until)).toBe(false);
        expect(mute.nextLeft ?? 1).toBeGreaterThan(0);
      }
    }),
  );
  // The property is about something: such words do make mutes.
  expect(mutesOf('mute 005930 next 3', {})).toHaveLength(1);
});

test('a word that starts with a digit or a sign and is no duration is never a reason', () => {
  const bad = fc
    .tuple(fc.constantFrom('+', '-', '−', '±', '0', '7', '٣'), fc.string({ unit: 'grapheme' }))
    .map(([first, rest]) => `${first}${rest.replaceAll(/\s/gu, '')}x`);
  fc.assert(
    fc.property(bad, fc.constantFrom('', '30m ', 'for everyone ', '점심 '), (word, before) => {
      expect(mutesOf(`mute 005930 ${before}${word}`, {})).toEqual([]);
    }),
  );
});

test('what a choice is called means it and nothing else', () => {
  const targets = targetsOf(stateOf());
  for (const target of targets) {
    const found = findTarget(wordsOf(`${targetWords(target)} 30m`), targets);
    expect(found).toEqual({ is: 'one', target, rest: ['30m'] });
  }
});

test('whatever a button brings back is read or refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((data) => `c:${data}`),
      ),
      (data) => {
        const said = pressWords(data);
        expect(said === undefined || typeof findCommand(said).command.name === 'string').toBe(true);
      },
    ),
  );
});
