import type { ConditionVerdict } from './rule.ts';

/** `✗ deviation: >= 10 (+9.80%)`. */
export const verdictText = ({ word, test, value, matched }: ConditionVerdict): string =>
  `${matched ? '✓' : '✗'} ${word}: ${test} (${value ?? '값 없음 / no value'})`;
