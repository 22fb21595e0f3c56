import type { Stopped } from './ending.ts';

const TOKEN_CODES = new Set(['8005', '8031', '8103']);
const ADDRESS_CODES = new Set(['8010', '8050']);
/** App key and secret not accepted, missing, or of the other environment (official error list). */
const KEYS_CODES = new Set(['8001', '8002', '8020', '8030']);

const PORTAL_HINT =
  '키움 REST API 포털(openapi.kiwoom.com)에서 이 컴퓨터의 IP를 등록하세요 (register this address there)';

/** The four digits in `...[8005:...]` or `[CODE=8005, MESSAGE=...]` (kiwoom.md 2, 3). */
export const codeIn = (text: string): string | undefined =>
  /\[(?:CODE=)?(\d{4})[:,]/.exec(text)?.[1];

const isIn =
  (codes: ReadonlySet<string>) =>
  (code: string | undefined): boolean =>
    code !== undefined && codes.has(code);

/** A new token may help. */
export const isTokenCode = isIn(TOKEN_CODES);
/** Called from an address that is not registered: asking again cannot help (kiwoom.md 3). */
export const isAddressCode = isIn(ADDRESS_CODES);
/** The app key or its secret is wrong. */
export const isKeysCode = isIn(KEYS_CODES);

/** 8050 or 8010: it stops, and says where the address is registered (kiwoom.md 3). */
export const addressStop = (reason: string): Stopped => ({
  is: 'stopped',
  why: 'address',
  reason: `${reason} ${PORTAL_HINT}`,
});
