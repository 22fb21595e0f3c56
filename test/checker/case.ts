import { interruptionsOf } from './interruptions.ts';
import { messagesOf, type Message } from './message.ts';
import {
  isIn,
  type Expectation,
  type Interruption,
  type Recording,
  type Wish,
} from './recording.ts';

/** One interruption that one chat should show, or hide by a mute. */
export interface Duty {
  readonly interruption: Interruption;
  readonly chat: string;
  readonly wishes: readonly Wish[];
  readonly isMuted: boolean;
}

/** The recording and what was wanted, laid side by side. */
export interface Case {
  readonly recording: Recording;
  readonly expectation: Expectation;
  readonly interruptions: readonly Interruption[];
  readonly messages: readonly Message[];
  readonly duties: readonly Duty[];
}

export const titleOf = ({ stock, name, time }: Interruption): string => `${stock} ${name} ${time}`;

function dutiesOf(
  interruption: Interruption,
  { mutes }: Recording,
  { chats, wishes }: Expectation,
): readonly Duty[] {
  const byChat = Map.groupBy(wishes(interruption), ({ channel }) => chats[channel] ?? channel);
  return [...byChat].map(([chat, wished]) => {
    const own = mutes.filter((mute) => mute.chat === chat && mute.stock === interruption.stock);
    return { interruption, chat, wishes: wished, isMuted: isIn(own, interruption.at) };
  });
}

export function caseOf(recording: Recording, expectation: Expectation): Case {
  const interruptions = interruptionsOf(recording);
  return {
    recording,
    expectation,
    interruptions,
    messages: messagesOf(recording.requests),
    duties: interruptions.flatMap((one) => dutiesOf(one, recording, expectation)),
  };
}
