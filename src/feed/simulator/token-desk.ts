import type { Clock } from '../../platform/clock.ts';
import { dayOf, timeOf } from '../../vi/kst.ts';

export interface TokenDeskOptions {
  readonly clock: Clock;
  /** ms a token lives. */
  readonly tokenLife: number;
  /** Where given, only this pair of keys is served. */
  readonly keys: { readonly appKey: string; readonly secretKey: string } | undefined;
}

interface Grant {
  readonly appKey: string;
  readonly expiresAt: number;
}

/** The broker's own book of tokens. A new one leaves the older ones alone. */
export function createTokenDesk({ clock, tokenLife, keys }: TokenDeskOptions) {
  const grants = new Map<string, Grant>();
  let issued = 0;
  return {
    accepts: (appKey: string, secretKey: string): boolean =>
      keys === undefined || (keys.appKey === appKey && keys.secretKey === secretKey),
    issue(appKey: string): { token: string; expires_dt: string } {
      issued += 1;
      const token = `simulated-token-${issued}`;
      const expiresAt = clock.now() + tokenLife;
      grants.set(token, { appKey, expiresAt });
      const expires_dt = `${dayOf(expiresAt)}${timeOf(expiresAt)}`.replaceAll(/\D/g, '');
      return { token, expires_dt };
    },
    /** The app key a token stands for, while it is valid. */
    ownerOf(token: string): string | undefined {
      const grant = grants.get(token);
      return grant !== undefined && grant.expiresAt > clock.now() ? grant.appKey : undefined;
    },
    revoke: (token: string): boolean => grants.delete(token),
    expireAll: (): void => grants.clear(),
  };
}

export type TokenDesk = ReturnType<typeof createTokenDesk>;
