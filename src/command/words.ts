/** The words of a text. Composed, since some keyboards send Hangul in parts (NFD). */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');

/** A name without what does not tell names apart: case and spaces. */
export const plainName = (name: string): string =>
  name.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, '');
