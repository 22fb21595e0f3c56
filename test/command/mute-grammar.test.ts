import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/command/words.ts';
import { replacedBy } from '../../src/command/active-mutes.ts';
import { mute } from '../../src/command/commands/mute.ts';
import type { CommandState, Outcome } from '../../src/command/command.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { GROUP, muteOf, NOW, ruleSet, stateOf, STOCKS } from './state.ts';

const MINUTE = 60_000;
const END_OF_DAY = instantOf('2026-11-20', '20:00:00');
const CLOSE = instantOf('2026-11-20', '15:30:00');
const PRIVATE = { chat: 'telegram:1', direct: true };
const CLI = { chat: undefined, direct: false };

const asked = (words: string, given: Partial<CommandState> = {}): Outcome =>
  mute.run(wordsOf(words), stateOf(given));

/** The mute that these words would make. */
function made(words: string, given: Partial<CommandState> = {}) {
  const { ok, effects } = asked(words, given);
  const [effect] = effects;
  return ok && effect?.is === 'mute' && effects.length === 1 ? effect.mute : undefined;
}

const refusal = (words: string, given: Partial<CommandState> = {}): string => {
  const outcome = asked(words, given);
  expect(outcome.effects).toEqual([]);
  expect(outcome.ok).toBe(false);
  return outcome.reply({ mute: undefined }).lines.join('\n');
};

/** How the choices read, when the words mean several things. */
const choices = (words: string): readonly string[] =>
  asked(words)
    .reply({ mute: undefined })
    .buttons.flat()
    .flatMap((button) => ('press' in button ? [button.press] : []));

describe('the words in another order', () => {
  test.each([
    ['a duration before the target', '30m 삼성전자', '삼성전자 30m'],
    ['a duration before a code', '2h 005930', '005930 2h'],
    [
      'a duration and a scope before it',
      'next 3 for everyone 삼성전자',
      '삼성전자 next 3 for everyone',
    ],
    [
      'one before and one behind',
      'for everyone 카카오 뱅크 today 점심',
      '카카오뱅크 today for everyone 점심',
    ],
    ['before a rule in several words', '30분 반도체 상승 VI', '반도체 상승 VI 30m'],
    ['before everything', '오늘 전체', 'all today'],
  ])('%s: %s', (_title, words, usual) => {
    expect(made(words)).toEqual(made(usual));
    expect(made(words)).toBeDefined();
  });

  test('a choice spells it out in the usual order', () => {
    expect(choices('2h 삼성전 점심')).toContain('c:mute 005930 2h 점심');
  });

  test('a rule whose name begins like a duration is that rule', () => {
    const rules = ruleSet(['today 급등', '30m'], []);
    expect(made('today 급등', { rules })?.target).toEqual({ is: 'rule', name: 'today 급등' });
    expect(made('30m', { rules })?.target).toEqual({ is: 'rule', name: '30m' });
  });

  test.each([
    ['two durations', '30m 삼성전자 2h', "'2h'"],
    ['a duration alone', '30m', "'30m'"],
    ['no duration', '30x 삼성전자', "'30x'"],
  ])('%s is refused: %s', (_title, words, told) => {
    expect(refusal(words)).toContain(told);
  });
});

describe('the target', () => {
  test.each([
    ['a code is its stock', '005930', '005930'],
    ['a code may hold a letter', '0126Z0', '0126Z0'],
    ['a code in small letters', '0126z0', '0126Z0'],
    ['an exact name is its stock', '삼성전자', '005930'],
    ['an exact name beats a longer name that holds it', '카카오', '035720'],
    ['the longer exact name', '카카오뱅크', '323410'],
    ['a name in two words', '삼성 전자', '005930'],
    ['a name in two words beats the shorter name', '카카오 뱅크', '323410'],
    ['a name in small letters', 'sk하이닉스', '000660'],
    ['an unambiguous part', '하이닉스', '000660'],
    ['an unambiguous part in two words', 'sk 하이', '000660'],
    ['an unambiguous beginning', '대성', '117580'],
    ['initial consonants', 'ㄷㅅㅇㄴㅈ', '117580'],
    ['initial consonants of the whole name beat a longer name', 'ㅋㅋㅇ', '035720'],
    ['initial consonants of a mixed name', 'skㅎㅇㄴㅅ', '000660'],
    ['initial consonants without the Latin letters', 'ㅎㅇㄴㅅ', '000660'],
    ['the beginning of initial consonants', 'ㄷㅅㅇ', '117580'],
    ['a code that is in no list', '123456', '123456'],
    ['a name typed with the keyboard in English', 'tkatjdwjswk', '005930'],
    ['the same in capitals, in two words', 'TKATJD WJSWK', '005930'],
    ['a mixed name typed so', 'SKgkdlslrtm', '000660'],
    ['a Latin name typed with the keyboard in Hangul', 'ㅣㅎ화학', '051910'],
    ['an unambiguous part typed so', 'gkdlslrtm', '000660'],
    ['initial consonants typed so', 'ttww', '005930'],
    ['the end of a name that is not composed yet', '대성에ㄴ', '117580'],
    ['Hangul in parts, as some keyboards send it', '삼성전자'.normalize('NFD'), '005930'],
    ['a stock that says that it is one', 'stock:카카오', '035720'],
  ])('%s: %s', (_title, words, code) => {
    expect(made(words)?.target).toMatchObject({ is: 'stock', code });
  });

  test.each([
    ['an exact watchlist', '반도체', 'watchlist', '반도체'],
    ['an exact rule', '급등주', 'rule', '급등주'],
    [
      'a rule in several words beats the watchlist it begins with',
      '반도체 상승 VI',
      'rule',
      '반도체 상승 VI',
    ],
    ['a rule in small letters without spaces', '반도체상승vi', 'rule', '반도체 상승 VI'],
    ['a part of a rule', '하락', 'rule', '하락 정적'],
    ['a part of a watchlist', '이차', 'watchlist', '이차전지'],
    ['the initial consonants of a watchlist', 'ㅌㅁ', 'watchlist', '테마'],
    ['a rule that says that it is one', 'rule:겹치는 이름', 'rule', '겹치는 이름'],
    ['a watchlist that says that it is one', 'watchlist:겹치는 이름', 'watchlist', '겹치는 이름'],
  ])('%s: %s', (_title, words, is, name) => {
    expect(made(words)?.target).toEqual({ is, name });
    expect(made(`${words} 30m`)?.until).toBe(NOW + 30 * MINUTE);
  });

  test.each([['all'], ['ALL'], ['전체']])('%s is everything', (words) => {
    expect(made(words)?.target).toEqual({ is: 'all' });
  });

  test.each([
    ['a part of several stocks', '삼성 30m', ['005930', '009150', '005935', '0126Z0']],
    ['initial consonants of two stocks', 'ㅅㅅㅈ 30m', ['005930', '009150', '005935']],
  ])('%s is asked back, the shortest names first: %s', (_title, words, codes) => {
    expect(choices(words)).toEqual(codes.map((code) => `c:mute ${code} 30m`));
  });

  test('ㅅㅅㅈㅈ is the one stock of these initials, though another begins with them', () => {
    expect(made('ㅅㅅㅈㅈ')?.target).toMatchObject({ code: '005930' });
  });

  test('a watchlist and a rule of the same name are asked back', () => {
    expect(choices('겹치는 이름 2h')).toEqual([
      'c:mute watchlist:겹치는 이름 2h',
      'c:mute rule:겹치는 이름 2h',
    ]);
  });

  test('equals of one length: code, then stock, then watchlist or rule', () => {
    const rules = ruleSet(['005930', '카카오', '대성'], []);
    expect(made('005930', { rules })?.target).toMatchObject({ is: 'stock', code: '005930' });
    expect(made('카카오', { rules })?.target).toMatchObject({ is: 'stock', code: '035720' });
    expect(made('대성', { rules })?.target).toEqual({ is: 'rule', name: '대성' });
    const named = new Map([...STOCKS].map(([code, stock]) => [code, { ...stock, name: '000660' }]));
    expect(made('000660', { stocks: named })?.target).toMatchObject({ code: '000660' });
  });

  test('a reason too long for a button is left out of it, the options never', () => {
    const reason = '아주 긴 이유라서 단추에 다 들어가지 않는 말';
    expect(choices(`삼성전 2h for everyone ${reason}`)).toContain('c:mute 005930 2h for everyone');
  });

  test.each([
    ['an unknown word', '없는것', '없는것'],
    ['an unknown word names the nearest', '카카요뱅크', '카카오뱅크'],
    ['too few keys for a part', 'tka', "'tka'"],
    ['a part of `all` is not everything', 'al', "'al'"],
    ['nothing', '', '<stock|watchlist|rule|all>'],
  ])('%s is refused: "%s"', (_title, words, told) => {
    expect(refusal(words)).toContain(told);
  });

  test('a code counts before the stock list is loaded', () => {
    expect(made('005930 30m', { stocks: new Map() })?.target).toEqual({
      is: 'stock',
      code: '005930',
      name: '005930',
    });
  });
});

describe('how long', () => {
  test.each([
    ['30m', NOW + 30 * MINUTE],
    ['2h', NOW + 120 * MINUTE],
    ['1h30m', NOW + 90 * MINUTE],
    ['2H', NOW + 120 * MINUTE],
    ['30분', NOW + 30 * MINUTE],
    ['1시간30분', NOW + 90 * MINUTE],
    ['for 30m', NOW + 30 * MINUTE],
    ['', END_OF_DAY],
    ['today', END_OF_DAY],
    ['오늘', END_OF_DAY],
    ['until-close', CLOSE],
    ['장마감까지', CLOSE],
  ])('005930 %s', (words, until) => {
    expect(made(`005930 ${words}`)).toMatchObject({
      until,
      untilRelease: false,
      nextLeft: undefined,
      reason: undefined,
    });
  });

  test.each([['until-release'], ['해제까지']])(
    '%s ends with the release, and with the day',
    (words) => {
      expect(made(`005930 ${words}`)).toMatchObject({ until: END_OF_DAY, untilRelease: true });
    },
  );

  test.each([
    ['next 3', 3],
    ['next 1', 1],
    ['다음 3', 3],
    ['다음 12건', 12],
  ])('%s ends after so many, and with the day', (words, nextLeft) => {
    expect(made(`005930 ${words}`)).toMatchObject({ until: END_OF_DAY, nextLeft });
  });

  test.each([
    ['after 20:00 the day is the next trading day', '2026-11-20', '20:00:00', '2026-11-23'],
    ['just before 20:00 it is this day', '2026-11-20', '19:59:59', '2026-11-20'],
  ])('%s', (_title, day, time, end) => {
    const until = instantOf(end, '20:00:00');
    const now = instantOf(day, time);
    expect(made('005930', { now })?.until).toBe(until);
    expect(made('005930 next 2', { now })?.until).toBe(until);
  });

  test('after the close until-close is the next trading day', () => {
    const now = instantOf('2026-11-20', '15:30:00');
    const until = instantOf('2026-11-23', '15:30:00');
    expect(made('005930 until-close', { now })?.until).toBe(until);
  });
});

describe('what is no duration', () => {
  test.each([
    ['a bare number', '30'],
    ['an unknown unit', '30x'],
    ['a negative one', '-30m'],
    ['a signed one', '+1h'],
    ['the true minus sign', '−5m'],
    ['nothing at all', '0m'],
    ['a fraction', '1.5h'],
    ['a clock time', '12:30'],
    ['a full-width digit', '３0m'],
    ['no number of events', 'next 0'],
    ['a negative number of events', 'next -1'],
    ['half an event', 'next 1.5'],
    ['one after the scope', 'for everyone 30'],
    ['one after the duration', '30m 5 회의'],
    ['one in the reason', '점심 12시까지'],
    ['one behind the reason', '점심 30m'],
  ])('%s is a fault, never a reason: %s', (_title, words) => {
    expect(refusal(`005930 ${words}`)).toContain('기간');
  });

  test.each([
    ['next without a number', 'next', 'next'],
    ['next with a word', 'next week', 'next'],
    ['two durations', 'today until-close', 'until-close'],
    ['two equal durations', '30m 30m', '30m'],
    ['two scopes', 'for me for everyone', 'everyone'],
    ['a second duration behind the scope', '30m for everyone today', 'today'],
    ['a reason without end', '가'.repeat(201), '200'],
  ])('%s is a fault: %s', (_title, words, told) => {
    expect(refusal(`005930 ${words}`)).toContain(told);
  });
});

describe('where', () => {
  const group = { is: 'chat', chat: GROUP };
  test.each([
    ['in a group it is this chat', '005930', {}, group],
    ['in a group for chat', '005930 for chat', {}, group],
    ['in a group for everyone', '005930 for everyone', {}, { is: 'everyone' }],
    ['a scope without `for`', '005930 30m everyone', {}, { is: 'everyone' }],
    ['in Korean', '005930 30분 모두에게', {}, { is: 'everyone' }],
    ['a scope before the duration', '005930 for everyone 30m', {}, { is: 'everyone' }],
    [
      'in private it is this chat',
      '005930',
      { where: PRIVATE },
      { is: 'chat', chat: 'telegram:1' },
    ],
    ['in private for me', '005930 for me', { where: PRIVATE }, { is: 'chat', chat: 'telegram:1' }],
    ['at the command line everyone', '005930', { where: CLI }, { is: 'everyone' }],
    ['at the command line for everyone', '005930 for everyone', { where: CLI }, { is: 'everyone' }],
  ])('%s: %s', (_title, words, given, scope) => {
    expect(made(words, given)?.scope).toEqual(scope);
  });

  test.each([
    ['for me in a group', '005930 for me', {}, '개인 채팅'],
    ['for me at the command line', '005930 for me', { where: CLI }, 'for everyone'],
    ['for chat at the command line', '005930 for chat', { where: CLI }, 'for everyone'],
  ])('%s is refused with a hint', (_title, words, given, told) => {
    expect(refusal(words, given)).toContain(told);
  });
});

describe('why', () => {
  test.each([
    ['005930 점심', '점심'],
    ['005930 30m 실적 발표', '실적 발표'],
    ['005930 30m for chat too noisy', 'too noisy'],
    ['005930 for lunch', 'for lunch'],
    ['반도체 상승 VI next 3 for everyone 회의 중', '회의 중'],
    ['삼성전자 constructor', 'constructor'],
    ['삼성전자 30m', undefined],
  ])('%s', (words, reason) => {
    expect(made(words)?.reason).toBe(reason);
  });
});

describe('the same again', () => {
  const mutes = [
    muteOf({ id: 1 }),
    muteOf({ id: 2, scope: { is: 'everyone' } }),
    muteOf({ id: 3, target: { is: 'rule', name: '급등주' } }),
    muteOf({ id: 4, until: NOW }),
    muteOf({ id: 5, scope: { is: 'chat', chat: 'telegram:9' } }),
    muteOf({ id: 6, nextLeft: 0 }),
  ];

  test.each([
    ['replaces that of the same target and scope', '005930 2h', [1]],
    ['replaces that of everyone only for everyone', '005930 2h for everyone', [2]],
    ['replaces a rule by its name', '급등주', [3]],
    ['replaces nothing when there is none', '000660', []],
  ])('%s', (_title, words, replaced) => {
    const muted = made(words, { mutes });
    expect(muted && replacedBy(muted, mutes).map(({ id }) => id)).toEqual(replaced);
  });
});
