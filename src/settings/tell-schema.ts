import { z } from 'zod';
import { keyed } from '../yaml/keyed.ts';
import { LOUDNESS } from './settings.ts';

const loudness = (what: string) => z.enum(LOUDNESS).default('on').meta({ description: what });

/** Which kinds of message a channel is told, and which of them without a sound. */
export const tellSchema = keyed('kind of message', {
  alert: loudness('A VI that a rule asks for. off: recorded as suppressed.'),
  release: loudness('A release in a message of its own; the edit of an alert has no sound anyway.'),
  digest: loudness(
    'Several VIs in one message. off: each comes alone and later; past the limit of a rule, suppressed.',
  ),
  missed: loudness('The list of what came too late to be news.'),
}).meta({
  description:
    'By kind of message: on (the default), silent (arrives without a sound) or off (not at all).',
});
