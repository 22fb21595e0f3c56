import { hides, type NewMute } from '../vi/mute.ts';
import { byAlert } from './alerts-told.ts';
import type { Told } from './command.ts';

/**
 * How many of these alerts the mute would have hidden, had it held then: those of which it hides
 * every rule, since an alert also named by another rule would still have come.
 */
export function wouldHaveHidden(mute: NewMute, parts: readonly Told[]): number {
  const held = { ...mute, id: 0 };
  const hidden = byAlert(parts).filter((alert) =>
    alert.every((part) => hides(held, part, mute.createdAt)),
  );
  return Math.min(hidden.length, mute.nextLeft ?? Infinity);
}
