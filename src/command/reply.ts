import type { Button, Locale, Message } from '../alert/message.ts';
import type { Outcome } from './command.ts';

/** An answer to whoever asked: it is looked at already, so it arrives without a sound. */
export const answer = (lines: readonly string[], buttons: readonly Button[] = []): Message => ({
  lines,
  buttons: buttons.map((button) => [button]),
  silent: true,
  tone: 'neutral',
});

/** Nothing to change; these lines are what was asked for. */
export const told = (lines: readonly string[], buttons: readonly Button[] = []): Outcome => ({
  ok: true,
  effects: [],
  reply: () => answer(lines, buttons),
});

/** It cannot be done as it was said; nothing changes. */
export const refused = (lines: readonly string[], buttons: readonly Button[] = []): Outcome => ({
  ok: false,
  effects: [],
  reply: () => answer(lines, buttons),
});

const MOST_LINES = 30;

/** At most so many lines, thirty unless told; the rest is counted. */
export function shortened(
  lines: readonly string[],
  locale: Locale,
  most = MOST_LINES,
): readonly string[] {
  const left = lines.length - most;
  if (left <= 0) return lines;
  return [...lines.slice(0, most), { ko: `외 ${left}건`, en: `${left} more` }[locale]];
}
