import type { Said } from '../said.ts';

/** What a check is about, by the word that `--json` uses, and its name in Korean. */
export const CHECKS = {
  settings: '설정',
  rules: '규칙',
  store: '저장소',
  token: '토큰',
  feed: '시세 접속',
  stocks: '종목 목록',
  channel: '채널',
  clock: '시계',
} as const;

/** What one check found. Only a `fault` makes the command fail. */
export interface Finding {
  readonly check: keyof typeof CHECKS;
  /** Which of several: a channel's name. */
  readonly name?: string;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly said: Said;
  /** What to do about it. */
  readonly todo?: Said;
}

const MARKS = { ok: '✓', warning: '!', fault: '✗' } as const;

const inKorean = ({ check, name, said, todo }: Finding): string =>
  `${CHECKS[check]}${name === undefined ? '' : ` ${name}`}: ${said.ko}${todo ? ` → ${todo.ko}` : ''}`;

const inEnglish = ({ check, name, said, todo }: Finding): string =>
  `${name ?? check}: ${said.en}${todo ? ` → ${todo.en}` : ''}`;

/** `✗ 토큰: 앱키가 틀렸습니다 → ... (token: wrong keys → ...)`: one line. */
export const findingLine = (finding: Finding): string =>
  `${MARKS[finding.level]} ${inKorean(finding)} (${inEnglish(finding)})`.replaceAll('\n', ' ');
