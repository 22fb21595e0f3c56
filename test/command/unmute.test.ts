import { describe, expect, test } from 'vitest';
import { unmute } from '../../src/command/commands/unmute.ts';
import { wordsOf } from '../../src/command/words.ts';
import type { CommandState } from '../../src/command/command.ts';
import { GROUP, muteOf, NOW, stateOf } from './state.ts';

const OTHER_CHAT = { is: 'chat', chat: 'telegram:9' } as const;
const EVERYONE = { is: 'everyone' } as const;
const CLI = { chat: undefined, direct: false };

const MUTES = [
  muteOf({ id: 1 }),
  muteOf({ id: 2, scope: EVERYONE }),
  muteOf({ id: 3, scope: OTHER_CHAT }),
  muteOf({ id: 4, target: { is: 'rule', name: '급등주' } }),
  muteOf({ id: 5, target: { is: 'rule', name: '옛 규칙' }, scope: EVERYONE }),
  muteOf({ id: 6, until: NOW }),
  muteOf({ id: 7, target: { is: 'all' } }),
  muteOf({ id: 8, nextLeft: 0 }),
];

const asked = (words: string, given: Partial<CommandState> = {}) =>
  unmute.run(wordsOf(words), stateOf({ mutes: MUTES, ...given }));

const lines = (words: string, given: Partial<CommandState> = {}) =>
  asked(words, given).reply({ mute: undefined }).lines.join('\n');

describe('unmute', () => {
  test.each([
    ['a stock ends what holds here, that of everyone too', '삼성전자', {}, [1, 2]],
    ['a stock by its code', '005930', {}, [1, 2]],
    ['a stock by a part of its name, if only it is muted', '삼성', {}, [1, 2]],
    ['a rule', '급등주', {}, [4]],
    ['a rule that is in no file any more', '옛 규칙', {}, [5]],
    ['all ends every mute that holds here', 'all', {}, [1, 2, 4, 5, 7]],
    ['one by its number', '4', {}, [4]],
    ['one of another chat by its number', '#3', {}, [3]],
    ['only those of everyone', '삼성전자 for everyone', {}, [2]],
    ['only those of this chat', '삼성전자 for chat', {}, [1]],
    ['at the command line those of every chat', '삼성전자', { where: CLI }, [1, 2, 3]],
    ['all at the command line', 'all', { where: CLI }, [1, 2, 3, 4, 5, 7]],
  ])('%s: %s', (_title, words, given, mutes) => {
    expect(asked(words, given)).toMatchObject({ ok: true, effects: [{ is: 'unmute', mutes }] });
  });

  test.each([
    ['what is not muted', '카카오', '음소거가 없습니다: 카카오(035720)'],
    ['what nobody knows', '없는것', '없는것'],
    ['a mute that is over', '6', '이미 끝났'],
    ['a mute that has hidden its number', '#8', '이미 끝났'],
    ['a mute that never was', '99', '이미 끝났'],
    ['nothing', '', '<stock|watchlist|rule|id|all>'],
    ['a duration', '삼성전자 30m', '30m'],
    ['a reason', '삼성전자 이제 그만', '이제 그만'],
    ['a number that is no duration', '삼성전자 30', '30'],
    ['for me in a group', '삼성전자 for me', '개인 채팅'],
  ])('%s changes nothing and says so', (_title, words, told) => {
    expect(asked(words)).toMatchObject({ ok: false, effects: [] });
    expect(lines(words)).toContain(told);
  });

  test('a part of several names of which none is muted is told', () => {
    expect(asked('삼성', { mutes: [] })).toMatchObject({ ok: false, effects: [] });
    expect(lines('삼성', { mutes: [] })).toBe('음소거가 없습니다: 삼성');
  });

  test('six digits are a stock, with a mark a number', () => {
    const mutes = [muteOf({ id: 5930 })];
    expect(asked('005930', { mutes }).effects).toEqual([{ is: 'unmute', mutes: [5930] }]);
    expect(asked('#005930', { mutes }).effects).toEqual([{ is: 'unmute', mutes: [5930] }]);
    expect(asked('#123456', { mutes }).ok).toBe(false);
  });

  test('several muted ones are asked back, and only those', () => {
    const mutes = [
      muteOf({ id: 1 }),
      muteOf({ id: 2, target: { is: 'stock', code: '009150', name: '삼성전기' } }),
    ];
    const { buttons } = asked('삼성', { mutes }).reply({ mute: undefined });
    expect(buttons.flat()).toEqual([
      { label: '삼성전자(005930)', press: 'c:unmute 005930' },
      { label: '삼성전기(009150)', press: 'c:unmute 009150' },
    ]);
  });

  test('says what was ended and where', () => {
    expect(lines('삼성전자')).toBe(
      '🔔 음소거 해제: 삼성전자(005930) · 이 채팅 (#1)\n🔔 음소거 해제: 삼성전자(005930) · 모든 채팅 (#2)',
    );
    expect(lines('삼성전자 for chat', { locale: 'en' })).toBe(
      '🔔 Unmuted: 삼성전자(005930) · this chat (#1)',
    );
    expect(lines('#99', { locale: 'en' })).toMatch('over already');
    expect(lines('카카오', { locale: 'en' })).toBe('Not muted: 카카오(035720)');
  });

  test('in another chat it ends what holds there', () => {
    const where = { chat: OTHER_CHAT.chat, direct: false };
    expect(asked('삼성전자', { where }).effects).toEqual([{ is: 'unmute', mutes: [2, 3] }]);
    expect(GROUP).not.toBe(OTHER_CHAT.chat);
  });
});
