/** SQLite's primary result codes (sqlite.org/rescode.html). */
const CODE = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;
type Code = keyof typeof CODE;

/** The extended codes keep the primary one in their low byte. */
const PRIMARY = 0xff;

function isOneOf(fault: unknown, codes: readonly Code[]): boolean {
  if (!(fault instanceof Error)) return false;
  if (!('errcode' in fault)) return isOneOf(fault.cause, codes);
  const primary = Number(fault.errcode) & PRIMARY;
  return codes.some((code) => CODE[code] === primary);
}

/** Whether a store fault may pass by itself. Any other is a mistake of ours, or damage. */
export const isPassing = (fault: unknown): boolean =>
  isOneOf(fault, ['busy', 'locked', 'readOnly', 'io', 'full', 'cannotOpen']);

/** Another process holds what is asked for. */
export const isBusy = (fault: unknown): boolean => isOneOf(fault, ['busy']);

/** Free space may help: a full disk is also told as an I/O fault, when the WAL's index cannot grow. */
export const needsSpace = (fault: unknown): boolean => isOneOf(fault, ['full', 'io']);

/** What is in the file cannot be read. */
export const isDamage = (fault: unknown): boolean => isOneOf(fault, ['corrupt', 'notADatabase']);
