import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../src/channel/telegram/read-said.ts';

describe('the words of a message', () => {
  test.each([
    ['/mute 005930 30m', true, 'mute 005930 30m'],
    ['/mute@Bot   삼성전자\n2h', false, 'mute 삼성전자\n2h'],
    ['/mute@other 삼성전자', false, undefined],
    ['/mute@other 삼성전자', true, undefined],
    ['/start', true, 'start'],
    ['/mutes', false, 'mutes'],
    ['/음소거 삼성전자', true, '음소거 삼성전자'],
    ['/음소거@bot 삼성전자', false, '음소거 삼성전자'],
    ['mute all', true, 'mute all'],
    ['mute all', false, undefined],
    ['/', false, undefined],
  ])('%j, directly: %s, are %j', (text, direct, words) => {
    expect(wordsOf(text, direct, 'bot')).toBe(words);
  });
});
