import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicePress, mutePress, parsePress, undoPress } from '../../src/vi/press.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe('a button press', () => {
  test('comes back as what was written', () => {
    expect(parsePress(mutePress('0126Z0', '30m'))).toEqual({
      is: 'mute',
      stock: '0126Z0',
      span: '30m',
    });
    expect(parsePress(undoPress(17))).toEqual({ is: 'undo', mute: 17 });
    expect(parsePress(choicePress('mute 005930 2h: 점심') ?? '')).toEqual({
      is: 'choice',
      words: 'mute 005930 2h: 점심',
    });
  });

  test.each([
    '',
    'm',
    'm:005930',
    'm:005930:forever',
    'm:삼성:30m',
    'm:005930:30m:x',
    'u:',
    'u:-1',
    'u:1:2',
    'c:',
    'x:1',
    'u:1e9',
  ])('what was never written is not read: %j', (data) => {
    expect(parsePress(data)).toBeUndefined();
  });

  test('is never longer than 64 bytes, and short words always fit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (words) => {
        const data = choicePress(words);
        const carried = data === undefined ? 'too long' : bytes(data);
        expect(carried).toBe(bytes(words) > 62 ? 'too long' : bytes(words) + 2);
      }),
    );
  });
});
