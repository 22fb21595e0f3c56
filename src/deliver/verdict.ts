import type { Answer } from '../channel/channel.ts';
import type { AttemptEnd } from '../store/store.ts';
import type { Outcome } from '../store/outcome.ts';

/** How often a message was tried, by what came of it. */
export interface Tries {
  /** Attempts whose fate is unknown. */
  readonly ambiguous: number;
  /** Refusals of no known class. */
  readonly refused: number;
  /** Whether it is in its plain form already. */
  readonly plain: boolean;
}

/** What happens next to a message and its destination after an answer. */
export interface Verdict {
  /** How the attempt ends in the ledger. */
  readonly attempt: AttemptEnd['state'];
  /**
   * What becomes of the message: `told`; ended as `failed` or `unknown`; `again` as it is;
   * `marked` again as a possible repeat; `plain` again in plain form; `afresh` posted anew in place
   * of an edit; `replan`: nothing arrived, its events wait again and may be merged.
   */
  readonly message:
    | 'told'
    | Extract<Outcome, 'failed' | 'unknown'>
    | 'again'
    | 'marked'
    | 'plain'
    | 'afresh'
    | 'replan';
  /** Whether the destination itself is in doubt: it is asked again only after a growing pause. */
  readonly backOff: boolean;
  /** What takes no more messages until it was probed. */
  readonly down: 'destination' | 'platform' | undefined;
  readonly reason: string | undefined;
}

const SETTLED = { backOff: false, down: undefined, reason: undefined } as const;

/** The class of every answer to a post, as in reliability.md ("How an answer is read"). */
export function judge(answer: Answer, tries: Tries): Verdict {
  switch (answer.is) {
    case 'accepted':
      return { ...SETTLED, attempt: 'accepted', message: 'told' };
    case 'not-sent':
      return {
        ...SETTLED,
        attempt: 'not-sent',
        message: tries.ambiguous > 0 ? 'again' : 'replan',
        backOff: true,
        reason: answer.reason,
      };
    case 'ambiguous': {
      const message = tries.ambiguous === 0 ? 'marked' : 'unknown';
      return { ...SETTLED, attempt: 'unknown', message, backOff: true, reason: answer.reason };
    }
    case 'wait':
      return { ...SETTLED, attempt: 'wait', message: tries.ambiguous > 0 ? 'again' : 'replan' };
    case 'bad-message':
      return {
        ...SETTLED,
        attempt: 'refused',
        message: tries.plain ? 'failed' : 'plain',
        reason: answer.reason,
      };
    case 'destination-down':
    case 'token-down': {
      const down = answer.is === 'token-down' ? 'platform' : 'destination';
      const message = tries.ambiguous > 0 ? 'again' : 'replan';
      return { ...SETTLED, attempt: 'refused', message, down, reason: answer.reason };
    }
    case 'moved':
      return { ...SETTLED, attempt: 'refused', message: 'again', reason: `moved to ${answer.to}` };
    case 'gone':
      return { ...SETTLED, attempt: 'refused', message: 'afresh', reason: answer.reason };
    case 'refused': {
      const message = tries.refused === 0 ? 'again' : 'failed';
      return { ...SETTLED, attempt: 'refused', message, reason: answer.reason };
    }
  }
}
