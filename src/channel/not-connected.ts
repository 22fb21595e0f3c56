/** The code of a fault met before the first byte left: such a request may be sent again freely. */
const NOT_CONNECTED = 'VIGIL_NOT_CONNECTED';

/** Marks a fault of name look-up, connecting or TLS (reliability.md, "How an answer is read"). */
export const notConnected = (cause: Error): Error =>
  Object.assign(new Error(cause.message || 'no connection', { cause }), { code: NOT_CONNECTED });

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);

/** Whether a fault, or what caused it, was met before the first byte left. */
export function isNotConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return codeOf(error) === NOT_CONNECTED || isNotConnected(error.cause);
}
