import { createHash } from 'node:crypto';
import * as z from 'zod';
import { backOff } from '../../platform/back-off.ts';
import type { Clock } from '../../platform/clock.ts';
import { cacheFile, type CacheFile, type CachePlace } from './cache-file.ts';
import type { Lost, Stopped } from './ending.ts';
import type { Gate } from './gate.ts';
import { issueToken, type Issued, type Keys } from './issue-token.ts';

export type TokenOutcome = { readonly is: 'token'; readonly token: string } | Lost | Stopped;

/** The one owner of the broker's token (kiwoom.md 3). */
export interface Tokens {
  /** The token in use, or a new one. Callers at the same time share one request. */
  get(): Promise<TokenOutcome>;
  /** The broker refused this token: it is never handed out again. */
  drop(token: string): Promise<void>;
}

export interface TokenOptions extends Keys {
  readonly gate: Gate;
  readonly restUrl: string;
  readonly cache: CachePlace;
  readonly clock: Clock;
  /** A kept token is left alone: the keys themselves are to be proved. */
  readonly fresh?: boolean;
}

/** A token with less left than this is replaced. */
const RENEW_BEFORE_MS = 10 * 60_000;
/** After a token was issued no other is asked for in this time. */
const ISSUE_GAP_MS = 60_000;

/** `token` is null once it was refused: the time of its issue still counts. */
const heldSchema = z.object({
  owner: z.string(),
  token: z.string().nullable(),
  expiresAt: z.number(),
  issuedAt: z.number(),
});
type Held = z.infer<typeof heldSchema>;

/** Names key and host without telling the key: a cached token of another one is no use. */
const ownerOf = ({ restUrl, appKey }: TokenOptions): string =>
  createHash('sha256').update(`${restUrl}\n${appKey}`).digest('hex').slice(0, 16);

/** The token that is held, in memory and on disk. */
function createHold(cache: CacheFile<Held>, owner: string, clock: Clock) {
  let held: Held | undefined;
  return {
    /** Reads what an earlier run left; gives the ms since its issue. */
    async load(): Promise<number> {
      const kept = await cache.read();
      if (kept?.owner !== owner) return Infinity;
      held = kept;
      return Math.max(clock.now() - kept.issuedAt, 0);
    },
    async keep(token: string | null, expiresAt: number): Promise<void> {
      held = { owner, token, expiresAt, issuedAt: clock.now() };
      await cache.write(held);
    },
    async forget(token: string): Promise<void> {
      if (held?.token !== token) return;
      held = { ...held, token: null };
      await cache.write(held);
    },
    /** The token, when more than `ms` of its life are left. */
    token: (ms: number): string | undefined =>
      held?.token != null && held.expiresAt - clock.now() > ms ? held.token : undefined,
  };
}

type Hold = ReturnType<typeof createHold>;

/** When the broker may be asked for a token: 60 s after an issue, 1, 2, 4 ... s after a failure. */
function createIssuer({ gate, clock, ...keys }: TokenOptions, hold: Hold) {
  let failures = 0;
  let notBefore = -Infinity;
  const fail = (issued: Exclude<Issued, { is: 'issued' | 'stopped' }>): Lost => {
    failures += 1;
    const wait = Math.max(backOff(failures), issued.is === 'limited' ? issued.wait : 0);
    notBefore = clock.elapsed() + wait;
    return { is: 'lost', reason: `no token: ${issued.reason}`, wait };
  };
  return {
    issuedAgo(ms: number): void {
      notBefore = clock.elapsed() + ISSUE_GAP_MS - ms;
    },
    async issue(): Promise<Lost | Stopped | undefined> {
      const wait = notBefore - clock.elapsed();
      if (wait > 0) return { is: 'lost', reason: 'no token: too early to ask for another', wait };
      const issued = await issueToken(gate, keys, clock.now());
      if (issued.is === 'stopped') return issued;
      if (issued.is !== 'issued') return fail(issued);
      failures = 0;
      notBefore = clock.elapsed() + ISSUE_GAP_MS;
      await hold.keep(issued.token, issued.expiresAt);
      return undefined;
    },
  };
}

/** Owns the token of these keys on this host, in memory and in the cache. */
export function createTokens(options: TokenOptions): Tokens {
  const file = cacheFile(options.cache, 'kiwoom-token.json', heldSchema);
  const hold = createHold(file, ownerOf(options), options.clock);
  const issuer = createIssuer(options, hold);
  let loaded: Promise<void> | undefined;
  let running: Promise<TokenOutcome> | undefined;

  const obtain = async (): Promise<TokenOutcome> => {
    loaded ??= options.fresh ? Promise.resolve() : hold.load().then((ago) => issuer.issuedAgo(ago));
    await loaded;
    const fresh = hold.token(RENEW_BEFORE_MS);
    if (fresh !== undefined) return { is: 'token', token: fresh };
    const fault = await issuer.issue();
    // While no new one is to be had, the old one serves to its end.
    const token = hold.token(0);
    if (token !== undefined) return { is: 'token', token };
    return fault ?? { is: 'lost', reason: 'no token: it came expired', wait: ISSUE_GAP_MS };
  };

  return {
    async get() {
      running ??= obtain().finally(() => {
        running = undefined;
      });
      return running;
    },
    drop: (token) => hold.forget(token),
  };
}
