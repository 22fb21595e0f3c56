import { createGate } from '../../feed/kiwoom/gate.ts';
import type { Keys } from '../../feed/kiwoom/issue-token.ts';
import { createTokens } from '../../feed/kiwoom/token.ts';
import type { Clock } from '../../platform/clock.ts';
import { aboutKiwoom, type Trouble } from '../doctor/about-kiwoom.ts';

export interface KeysToCheck {
  readonly keys: Keys;
  readonly restUrl: string;
  /** Where the bot will look for a token first, so that it need not ask for another at once. */
  readonly cacheFolder: string;
  /** A running bot works with these keys: its token is not to be replaced behind its back. */
  readonly inUse: boolean;
}

/** Asks the broker for a token with these keys; `undefined`: it gave one, or gave it to the bot. */
export async function checkKeys(
  { keys, restUrl, cacheFolder, inUse }: KeysToCheck,
  clock: Clock,
): Promise<Trouble | undefined> {
  const { signal } = new AbortController();
  const gate = createGate(restUrl, clock, signal);
  const cache = { folder: cacheFolder, log: () => undefined };
  const tokens = createTokens({ ...keys, restUrl, gate, cache, clock, fresh: !inUse });
  const outcome = await tokens.get();
  return outcome.is === 'token' ? undefined : aboutKiwoom(outcome);
}
