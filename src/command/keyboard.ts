import { convertHangulToQwerty } from 'es-hangul';
import { plainName } from './words.ts';

/**
 * Reads names as the keys that type them on a Korean keyboard, whichever way it was switched:
 * `삼성전자` and `tkatjdwjswk` are the same keys, and so are `KODEX` and `ㅏㅐㅇㄷㅌ`. Without shift,
 * as without case. Each letter is worked out once: thousands of names share most of them.
 */
export function keyboard(): (name: string) => string {
  const known = new Map<string, string>();
  const keysOf = (letter: string): string => {
    const keys = known.get(letter) ?? convertHangulToQwerty(letter).toLowerCase();
    known.set(letter, keys);
    return keys;
  };
  return (name) => Array.from(plainName(name), keysOf).join('');
}
