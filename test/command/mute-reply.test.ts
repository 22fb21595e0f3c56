import { describe, expect, test } from 'vitest';
import { mute } from '../../src/command/commands/mute.ts';
import { muteEnded } from '../../src/command/mute-ended.ts';
import { wordsOf } from '../../src/command/words.ts';
import type { CommandState } from '../../src/command/command.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { GROUP, muteOf, SAMSUNG, stateOf, toldOf } from './state.ts';

const reply = (words: string, given: Partial<CommandState> = {}) =>
  mute.run(wordsOf(words), stateOf(given)).reply({ mute: 12 });

describe('the answer to a mute', () => {
  test('names what, until when in KST, where, how many, why, and can be undone', () => {
    expect(reply('삼성전자 30m 점심', { told: [toldOf()] })).toEqual({
      lines: [
        '🔕 음소거: 삼성전자(005930), 09:30 KST까지',
        '이 채팅 · 오늘 알림 1건이 숨겨졌을 것입니다',
        '이유: 점심',
      ],
      buttons: [[{ label: '되돌리기', press: 'u:12' }]],
      silent: true,
      tone: 'neutral',
    });
  });

  test('the same in English', () => {
    expect(reply('삼성전자 30m lunch', { locale: 'en', told: [toldOf()] })).toMatchObject({
      lines: [
        '🔕 Muted: 삼성전자(005930), until 09:30 KST',
        "this chat · would have hidden 1 of today's alerts",
        'Reason: lunch',
      ],
      buttons: [[{ label: 'Undo', press: 'u:12' }]],
    });
  });

  const late = instantOf('2026-11-20', '20:00:01');
  test.each([
    ['005930', {}, '20:00 KST까지', 'until 20:00 KST'],
    ['005930', { now: late }, '2026-11-23 20:00 KST까지', 'until 2026-11-23 20:00 KST'],
    ['005930 30m', { now: late }, '20:30 KST까지', 'until 20:30 KST'],
    ['005930 60s', { now: late }, '20:01 KST까지', 'until 20:01 KST'],
    ['005930 59s', { now: late }, '20:01:00 KST까지', 'until 20:01:00 KST'],
    [
      '005930 until-release',
      {},
      '해제까지 (늦어도 20:00 KST)',
      'until the release (20:00 KST at the latest)',
    ],
    [
      '005930 next 3',
      {},
      '다음 3건까지 (늦어도 20:00 KST)',
      'for the next 3 (20:00 KST at the latest)',
    ],
  ])('%s %j: %s', (words, given, ko, en) => {
    expect(reply(words, given).lines[0]).toBe(`🔕 음소거: 삼성전자(005930), ${ko}`);
    expect(reply(words, { ...given, locale: 'en' }).lines[0]).toBe(
      `🔕 Muted: 삼성전자(005930), ${en}`,
    );
  });

  test.each([
    ['005930 for everyone', {}, '모든 채팅', 'every chat'],
    [
      '005930 for me',
      { where: { chat: 'telegram:1', direct: true } },
      '이 개인 채팅',
      'this private chat',
    ],
  ])('%s says where', (words, given, ko, en) => {
    expect(reply(words, given).lines[1]).toMatch(`${ko} · `);
    expect(reply(words, { ...given, locale: 'en' }).lines[1]).toMatch(`${en} · `);
  });
});

describe('how many it would have hidden', () => {
  const both = [toldOf({ rule: '급등주' }), toldOf({ rule: '하락 정적' })];
  const here = [toldOf(), toldOf({ event: 'e2' }), toldOf({ event: 'e3', stock: '000660' })];
  test.each([
    ['none on a quiet day', '005930', [], 0],
    ['those of the stock', '005930', here, 2],
    ['those of the watchlist', '반도체', here, 3],
    ['those of the rule', '급등주', here, 3],
    ['none of another rule', '하락 정적', here, 0],
    ['all of them', 'all', here, 3],
    ['an alert of two rules once', '005930', both, 1],
    ['no alert that another rule would have told as well', '급등주', both, 0],
    ['none of another chat', '005930', [toldOf({ chat: 'telegram:9' })], 0],
    [
      'those of every chat for everyone',
      '005930 for everyone',
      [toldOf(), toldOf({ chat: 'x' })],
      2,
    ],
    ['no more than it may hide', '005930 next 1', here, 1],
  ])('%s', (_title, words, told, count) => {
    expect(reply(words, { told, locale: 'en' }).lines[1]).toMatch(new RegExp(`hidden ${count} of`));
  });
});

test.each([
  [SAMSUNG, '음소거 끝: 삼성전자, 3건 숨김', 'Mute ended: 삼성전자, 3 hidden'],
  [{ is: 'all' } as const, '음소거 끝: 전체, 3건 숨김', 'Mute ended: everything, 3 hidden'],
  [
    { is: 'rule', name: '급등주' } as const,
    '음소거 끝: 급등주, 3건 숨김',
    'Mute ended: 급등주, 3 hidden',
  ],
])('the end of a mute is one line: %j', (target, ko, en) => {
  const ended = muteOf({ target, scope: { is: 'chat', chat: GROUP } });
  expect(muteEnded(ended, 3, 'ko').lines).toEqual([ko]);
  expect(muteEnded(ended, 3, 'en').lines).toEqual([en]);
});
