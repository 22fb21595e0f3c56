/** How an obligation ends, exactly one of them (contract.md, "Outcomes"); until then it waits. */
export const OUTCOMES = [
  'sent',
  'merged',
  'muted',
  'suppressed',
  'repeat',
  'expired',
  'failed',
  'unknown',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Standing = Outcome | 'waiting';
