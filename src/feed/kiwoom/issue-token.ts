import * as z from 'zod';
import { instantOf, type EpochMs } from '../../vi/kst.ts';
import { readAnswer, type Answer } from './answer.ts';
import { TOKEN_PATH, type Gate } from './gate.ts';

/** The pair that the broker gave out; it could trade (reliability.md, Security). */
export interface Keys {
  readonly appKey: string;
  readonly secretKey: string;
}

export type Issued =
  | { readonly is: 'issued'; readonly token: string; readonly expiresAt: EpochMs }
  | Exclude<Answer, { is: 'ok' }>;

/** A token is valid for a day (kiwoom.md 3). */
const LIFE_MS = 24 * 3_600_000;

const issuedSchema = z.looseObject({
  token: z.string().min(1),
  /** An end that cannot be read is no reason to refuse the token. */
  expires_dt: z.string().catch(''),
});

/** `20241107083713` is Korean time, whatever zone this machine is in; `undefined` when unreadable. */
export function readExpiry(text: string): EpochMs | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const at = instantOf(`${year}-${month}-${day}`, `${hour}:${minute}:${second}`);
  return Number.isNaN(at) ? undefined : at;
}

/** Asks the broker for a token, once. */
export async function issueToken(gate: Gate, keys: Keys, now: EpochMs): Promise<Issued> {
  const body = {
    grant_type: 'client_credentials',
    appkey: keys.appKey,
    secretkey: keys.secretKey,
  };
  const answer = readAnswer(await gate({ path: TOKEN_PATH, headers: {}, body }));
  if (answer.is !== 'ok') return answer;
  const { data } = issuedSchema.safeParse(answer.body);
  if (data === undefined) return { is: 'refused', reason: 'the answer holds no token' };
  const expiresAt = readExpiry(data.expires_dt) ?? now + LIFE_MS;
  return { is: 'issued', token: data.token, expiresAt };
}
