import { expect, test } from 'vitest';
import type { Answer } from '../../src/channel/channel.ts';
import { judge } from '../../src/deliver/verdict.ts';

const ONCE = { ambiguous: 0, refused: 1, plain: false };

test.each<[string, Answer, string]>([
  ['an edit whose message is gone again has failed', { is: 'gone', reason: 'gone' }, 'failed'],
  ['a chat that moved is written to again', { is: 'moved', to: '-2' }, 'again'],
  ['a second refusal has failed', { is: 'refused', reason: 'teapot' }, 'failed'],
])('after one refusal: %s, and the ledger says why', (_title, answer, message) => {
  expect(judge(answer, ONCE)).toMatchObject({
    message,
    attempt: 'refused',
    reason: 'reason' in answer ? answer.reason : undefined,
  });
});
