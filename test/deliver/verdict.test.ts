import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/channel/channel.ts';
import { judge, NO_TRIES, type Tries } from '../../src/deliver/verdict.ts';

const FIRST: Tries = { ambiguous: 0, refused: 0, plain: false };
const DOUBTED: Tries = { ...FIRST, ambiguous: 1 };
const REFUSED: Tries = { ...FIRST, refused: 1 };
const PLAIN: Tries = { ...FIRST, plain: true };

const accepted: Answer = { is: 'accepted', id: 'm1' };
const notSent: Answer = { is: 'not-sent', reason: 'ECONNREFUSED' };
const ambiguous: Answer = { is: 'ambiguous', reason: 'reset' };
const wait: Answer = { is: 'wait', ms: 37_000, scope: undefined };
const bad: Answer = { is: 'bad-message', reason: 'entities' };
const down: Answer = { is: 'destination-down', reason: 'blocked' };
const token: Answer = { is: 'token-down', reason: '401' };
const moved: Answer = { is: 'moved', to: '-100' };
const gone: Answer = { is: 'gone', reason: 'message to reply not found' };
const refused: Answer = { is: 'refused', reason: '418' };

const DESTINATION = 'destination';
const PLATFORM = 'platform';

describe('how an answer is read (reliability.md)', () => {
  test.each([
    {
      title: 'accepted: told',
      answer: accepted,
      tries: FIRST,
      message: 'told',
      attempt: 'accepted',
    },
    {
      title: 'accepted at the repeat: told',
      answer: accepted,
      tries: DOUBTED,
      message: 'told',
      attempt: 'accepted',
    },
    {
      title: 'not sent: planned anew, after a pause',
      answer: notSent,
      tries: FIRST,
      message: 'replan',
      attempt: 'not-sent',
      backOff: true,
    },
    {
      title: 'not sent when it may have arrived before: the marked message stays itself',
      answer: notSent,
      tries: DOUBTED,
      message: 'again',
      attempt: 'not-sent',
      backOff: true,
    },
    {
      title: 'ambiguous: repeated once, marked',
      answer: ambiguous,
      tries: FIRST,
      message: 'marked',
      attempt: 'unknown',
      backOff: true,
    },
    {
      title: 'ambiguous a second time: never again',
      answer: ambiguous,
      tries: DOUBTED,
      message: 'unknown',
      attempt: 'unknown',
      backOff: true,
    },
    {
      title: 'ambiguous after a refusal: repeated once, marked',
      answer: ambiguous,
      tries: REFUSED,
      message: 'marked',
      attempt: 'unknown',
      backOff: true,
    },
    { title: '429: planned anew', answer: wait, tries: FIRST, message: 'replan', attempt: 'wait' },
    {
      title: '429 on the repeat: no attempt is used up',
      answer: wait,
      tries: DOUBTED,
      message: 'again',
      attempt: 'wait',
    },
    {
      title: '400 about the message: one plain fallback',
      answer: bad,
      tries: FIRST,
      message: 'plain',
      attempt: 'refused',
    },
    {
      title: '400 about the plain one too: failed',
      answer: bad,
      tries: PLAIN,
      message: 'failed',
      attempt: 'refused',
    },
    {
      title: 'chat closed: the destination rests, the events wait',
      answer: down,
      tries: FIRST,
      message: 'replan',
      attempt: 'refused',
      down: DESTINATION,
    },
    {
      title: 'chat closed before the repeat: it stays marked',
      answer: down,
      tries: DOUBTED,
      message: 'again',
      attempt: 'refused',
      down: DESTINATION,
    },
    {
      title: '401: everything of the token rests',
      answer: token,
      tries: FIRST,
      message: 'replan',
      attempt: 'refused',
      down: PLATFORM,
    },
    {
      title: 'moved: sent again',
      answer: moved,
      tries: FIRST,
      message: 'again',
      attempt: 'refused',
    },
    {
      title: 'the message it answers to is gone: posted without it',
      answer: gone,
      tries: FIRST,
      message: 'afresh',
      attempt: 'refused',
    },
    {
      title: 'an edit whose message is gone again: failed',
      answer: gone,
      tries: REFUSED,
      message: 'failed',
      attempt: 'refused',
    },
    {
      title: 'moved after a refusal: sent again',
      answer: moved,
      tries: REFUSED,
      message: 'again',
      attempt: 'refused',
    },
    {
      title: 'another refusal: tried once more',
      answer: refused,
      tries: FIRST,
      message: 'again',
      attempt: 'refused',
    },
    {
      title: 'another refusal twice: failed',
      answer: refused,
      tries: REFUSED,
      message: 'failed',
      attempt: 'refused',
    },
    {
      title: 'a bad edit has no plainer form: failed',
      answer: bad,
      tries: NO_TRIES,
      message: 'failed',
      attempt: 'refused',
    },
  ])('$title', ({ answer, tries, message, attempt, backOff = false, down: rests }) => {
    const reason = 'reason' in answer ? answer.reason : undefined;
    expect(judge(answer, tries)).toEqual({ message, attempt, backOff, down: rests, reason });
  });
});

const anyAnswer = fc.constantFrom(
  accepted,
  notSent,
  ambiguous,
  wait,
  bad,
  down,
  token,
  moved,
  refused,
);

/** The tries of one message under any answers, counted as `aftermath` counts them. */
function copies(answers: readonly Answer[]): { readonly maybe: number; readonly ended: boolean } {
  let tries = FIRST;
  let maybe = 0;
  for (const answer of answers) {
    if (answer.is === 'ambiguous' || answer.is === 'accepted') maybe += 1;
    const { message } = judge(answer, tries);
    if (message === 'told' || message === 'failed' || message === 'unknown')
      return { maybe, ended: true };
    if (message === 'replan') tries = FIRST;
    else {
      tries = {
        ambiguous: tries.ambiguous + (message === 'marked' ? 1 : 0),
        refused: tries.refused + (answer.is === 'refused' ? 1 : 0),
        plain: tries.plain || message === 'plain',
      };
    }
  }
  return { maybe, ended: false };
}

describe('whatever a destination answers', () => {
  test('the chat gets at most two copies of a message', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 30 }), (answers) => {
        expect(copies(answers).maybe).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('the message ends when the destination accepts again', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 30 }), (answers) => {
        expect(copies([...answers, accepted]).ended).toBe(true);
      }),
    );
  });
});
