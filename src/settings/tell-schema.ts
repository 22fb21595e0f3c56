import * as z from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { LOUDNESS, type MessageKind } from './settings.ts';

const loudness = (what: string) => z.enum(LOUDNESS).default('on').meta({ description: what });

/** Which kinds of message a channel is told, and which of them without a sound. */
export const tellSchema = keyed('kind of message', {
  alert: loudness('A VI that a rule asks for. off: recorded as suppressed.'),
  release: loudness('A release in a message of its own; the edit of an alert has no sound anyway.'),
  digest: loudness(
    'Several VIs in one message. off: each comes alone and later; past the limit of a rule, suppressed.',
  ),
  missed: loudness('The list of what came too late to be news.'),
  summary: loudness('What the day came to, once after its last session (20:00).'),
  mute: loudness('The line at the end of a mute, and the reminders of long ones.'),
  start: loudness('To the operator: the bot has started.'),
  feed: loudness(
    'To the operator: the broker is watched, lost, back with what was missed, refused.',
  ),
  nothing_heard: loudness(
    'To the operator: 45 minutes of the regular session without a single VI, and the first after.',
  ),
  rules: loudness('To the operator: a changed configuration is in force, or refused and why.'),
  channel: loudness('To the operator: a chat takes nothing, works again, or has moved.'),
  delay: loudness(
    'To the operator: alerts pile up, the program stood still, or its clock is wrong.',
  ),
  store: loudness('To the operator: the disk is full, the store was mended, or does not add up.'),
} satisfies Readonly<Record<MessageKind, unknown>>).meta({
  description:
    'By kind of message: on (the default), silent (arrives without a sound) or off (not at all).',
});
