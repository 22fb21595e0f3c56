/** Seconds to wait where a 429 does not tell how many. */
export const UNTOLD_WAIT_S = 5;

/** The whole seconds that the header `Retry-After` asks for. */
export function retryAfter(header: string | null | undefined): number {
  const told = Math.ceil(Number(header));
  return told > 0 && Number.isSafeInteger(told) ? told : UNTOLD_WAIT_S;
}
