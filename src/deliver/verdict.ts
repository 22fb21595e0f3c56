import type { Answer } from '../channel/channel.ts';
import type { AttemptEnd } from '../store/attempt.ts';
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

/** For edits and extras: what they did not tell is planned anew, so no try is ever counted. */
export const NO_TRIES: Tries = { ambiguous: 0, refused: 0, plain: true };

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

/** Nothing arrived now; but an earlier attempt may have, or was refused: its form stays. */
const unarrived = ({ ambiguous, plain }: Tries): Verdict['message'] =>
  ambiguous > 0 || plain ? 'again' : 'replan';

/** What a refusal of the message itself leaves to try. */
function refusal(answer: Answer, tries: Tries): Verdict['message'] {
  if (answer.is === 'gone') return tries.refused === 0 ? 'afresh' : 'failed';
  if (answer.is === 'bad-message') return tries.plain ? 'failed' : 'plain';
  if (answer.is === 'refused') return tries.refused === 0 ? 'again' : 'failed';
  return 'again';
}

/** The class of every answer, as in reliability.md ("How an answer is read"). */
export function judge(answer: Answer, tries: Tries): Verdict {
  const reason = 'reason' in answer ? answer.reason : undefined;
  const refused = { ...SETTLED, attempt: 'refused', reason } as const;
  switch (answer.is) {
    case 'accepted':
      return { ...SETTLED, attempt: 'accepted', message: 'told' };
    case 'not-sent':
      return { ...SETTLED, attempt: 'not-sent', message: unarrived(tries), backOff: true, reason };
    case 'ambiguous': {
      const message = tries.ambiguous === 0 ? 'marked' : 'unknown';
      return { ...SETTLED, attempt: 'unknown', message, backOff: true, reason };
    }
    case 'wait':
      return { ...SETTLED, attempt: 'wait', message: unarrived(tries) };
    case 'destination-down':
      return { ...refused, message: unarrived(tries), down: 'destination' };
    case 'token-down':
      return { ...refused, message: unarrived(tries), down: 'platform' };
    case 'moved':
    case 'gone':
    case 'bad-message':
    case 'refused':
      return { ...refused, message: refusal(answer, tries) };
  }
}
