import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import {
  cleanText,
  cutText,
  escapeMarkup,
  plainText,
  previewText,
} from '../../src/channel/clean-text.ts';

const message = (...lines: readonly string[]): Message => ({
  lines,
  buttons: [
    [
      { label: '끄\u202E기', press: 'm' },
      { label: '차트', url: 'https://example.com' },
    ],
    [{ label: '뉴스', url: 'https://example.com' }],
  ],
  silent: false,
  tone: 'neutral',
});

test.each([
  ['line ends stay', 'a\nb', 'a\nb'],
  ['every other control character is a space', 'a\tb\rc\u0000d\u007Fe\u0085f', 'a b c d e f'],
  ['line and paragraph separators are spaces', 'a\u2028b\u2029c', 'a b c'],
  ['direction marks are nothing', '\u061Ca\u200E\u200Fb\u202A\u202Ec\u2066\u2069d\uFEFF', 'abcd'],
  ['what joins letters stays', 'क्\u200Dष', 'क्\u200Dष'],
  ['half a pair becomes a replacement', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
  ['a whole pair stays', '😀', '😀'],
])('%s', (_title, text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

describe('a cut', () => {
  test.each([
    ['what fits stays', 'abcd', 4, 'abcd'],
    ['what is one too long ends with a sign', 'abcde', 4, 'abc…'],
    ['a pair is never halved', 'ab😀cd', 4, 'ab…'],
    ['a pair that fits stays whole', 'a😀bcd', 4, 'a😀…'],
    ['an earlier pair stays', '😀abcdef', 6, '😀abc…'],
  ])('%s', (_title, text, longest, cut) => {
    expect(cutText(text, longest)).toBe(cut);
    expect(cutText(text, longest).length).toBeLessThanOrEqual(longest);
  });
});

test('only the three letters of markup are escaped, the ampersand first', () => {
  expect(escapeMarkup('<a & b> "c" \'d\' &amp; *_~`<<&&>>')).toBe(
    '&lt;a &amp; b&gt; "c" \'d\' &amp;amp; *_~`&lt;&lt;&amp;&amp;&gt;&gt;',
  );
});

test('the plain text is clean before it is cut', () => {
  expect(plainText(message('가\u202E나', '다라마'), 5)).toBe('가나\n다…');
  expect(plainText(message('가\u202E나', '다'), 4)).toBe('가나\n다');
});

test('a preview shows the buttons, row by row, clean', () => {
  expect(previewText(message('가', '나'), 10)).toBe('가\n나\n[끄기] [차트]\n[뉴스]');
});
