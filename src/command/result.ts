import * as z from 'zod';
import type { Message } from '../alert/message.ts';

const button = z.union([
  z.object({ label: z.string(), url: z.string() }),
  z.object({ label: z.string(), press: z.string() }),
]);

const message = z.object({
  lines: z.array(z.string()),
  buttons: z.array(z.array(button)),
  silent: z.boolean(),
  tone: z.enum(['up', 'down', 'neutral']),
});

/** An answer as the store keeps it, so that a command seen twice is answered alike. */
export const toResult = (answer: Message): string => JSON.stringify(answer);

export const fromResult = (result: string): Message => message.parse(JSON.parse(result));

/** The first line that a command was answered with; what is no answer of ours, as it is kept. */
export function firstLineOf(result: string): string {
  try {
    return fromResult(result).lines[0] ?? '';
  } catch {
    return result.split('\n')[0] ?? '';
  }
}
