import type { ScalarTag } from 'yaml';

/**
 * Only a number that prints as it was written is one: 005930 and 0123E4 stay text
 * (dependencies.md: the `yaml` defaults make 5930 and 1230000 of them).
 */
const asWritten = (text: string): unknown => {
  const number = Number(text);
  return Number.isSafeInteger(Math.trunc(number)) ? number : text;
};

/** Whole numbers; 005930 is none. */
export const wholeNumber: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^(?:0|-?[1-9]\d*)$/,
  resolve: asWritten,
};

/** Numbers with a point; 1e6 and .5 are none. */
export const decimalNumber: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^-?(?:0|[1-9]\d*)\.\d+$/,
  resolve: asWritten,
};

const TAGS = [wholeNumber, decimalNumber];

/** The number that is written so; the text itself if it would not print as it is written. */
export const numberOrText = (text: string): unknown =>
  TAGS.some(({ test }) => test?.test(text) === true) ? asWritten(text) : text;
