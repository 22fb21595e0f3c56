import { expect, test } from 'vitest';
import { textOf } from '../../src/alert/message.ts';
import { watch } from '../../src/command/commands/watch.ts';
import type { Watched } from '../../src/command/watch-change.ts';
import { ruleSet, stateOf } from './state.ts';

const state = stateOf({ rules: ruleSet([], ['반도체', '내 목록', 'IT', 'it']) });
const ask = (words: string) => watch.run(words.split(' ').filter(Boolean), state);
const replyTo = (words: string, watched?: Watched) =>
  ask(words).reply({ mute: undefined, watched });

test.each([
  ['반도체 add 035720', '반도체', 'add', '035720'],
  ['반도체 추가 카카오', '반도체', 'add', '035720'],
  ['반도체 REMOVE LG화학', '반도체', 'remove', '051910'],
  ['반도체 빼기 LG 화학', '반도체', 'remove', '051910'],
  ['내 목록 add ㅅㅅㅈㄱ', '내 목록', 'add', '009150'],
  ['내목록 add 현대차', '내 목록', 'add', '005380'],
  ['IT add 현대차', 'IT', 'add', '005380'],
  ['반도체 add 999999', '반도체', 'add', '999999'],
  ['add 반도체 카카오', '반도체', 'add', '035720'],
  ['제거 내 목록 LG 화학', '내 목록', 'remove', '051910'],
])('`watch %s` changes %s: %s %s', (words, list, change, code) => {
  const { ok, effects } = ask(words);
  expect(ok).toBe(true);
  expect(effects).toEqual([
    { is: 'watch', change: { list, change, stock: expect.objectContaining({ code }) } },
  ]);
});

test.each([
  ['', '쓰는 법'],
  ['반도체', '쓰는 법'],
  ['반도체 add', '쓰는 법'],
  ['add 카카오', '쓰는 법'],
  ['add 반도채 카카오', "혹시 '반도체'?"],
  ['반도채 add 카카오', "혹시 '반도체'?"],
  ['미국주식 add 카카오', '목록: 반도체, 내 목록, IT, it'],
  ['It add 카카오', '그런 목록이 없습니다'],
  ['반도체 add 카카옹', "혹시 '카카오'?"],
  ['반도체 add 카카오 30m', "'30m': 여기에는 대상만 씁니다."],
  ['반도체 add 반도체', '그런 종목'],
])('`watch %s` changes nothing and says %j', (words, said) => {
  const { ok, effects } = ask(words);
  expect({ ok, effects }).toEqual({ ok: false, effects: [] });
  expect(textOf(replyTo(words))).toContain(said);
});

test('an ambiguous stock is asked for with buttons that spell the command out', () => {
  const { buttons } = replyTo('반도체 add 삼성');
  const [first] = buttons.flat();
  expect(first).toEqual({ label: '삼성전자(005930)', press: 'c:watch 반도체 add 005930' });
  expect(ask('반도체 add 삼성').effects).toEqual([]);
});

test.each<[Watched, string]>([
  [
    { is: 'written', held: { ok: true, lines: [] } },
    '➕ 반도체: 카카오(035720) 추가\n지금부터 적용됩니다.',
  ],
  [{ is: 'written', held: 'asked' }, '➕ 반도체: 카카오(035720) 추가'],
  [
    { is: 'written', held: 'silent' },
    '➕ 반도체: 카카오(035720) 추가\n실행 중인 봇이 답하지 않았습니다. 파일에는 저장되었습니다.',
  ],
  [
    { is: 'written', held: { ok: false, lines: ['왜'] } },
    '➕ 반도체: 카카오(035720) 추가\n저장했지만 적용되지 않았습니다:\n왜',
  ],
  [
    { is: 'refused', fault: { is: 'listed', place: 'config/rules.yaml:3' } },
    '카카오(035720): 이미 목록 반도체에 있습니다 (config/rules.yaml:3)',
  ],
  [
    { is: 'refused', fault: { is: 'included', place: 'config/rules.yaml:3', about: '둘' } },
    "카카오(035720): config/rules.yaml:3의 '둘'에서 목록 반도체에 들어옵니다. 거기에서 고치세요.",
  ],
  [
    { is: 'refused', fault: { is: 'elsewhere', place: 'config/more.yaml:3' } },
    '반도체: rules.yaml이 아니라 config/more.yaml:3에 있는 목록입니다. 그 파일에서 직접 고치세요.',
  ],
])('%j is told', (watched, text) => {
  expect(textOf(replyTo('반도체 add 카카오', watched))).toBe(text);
});
