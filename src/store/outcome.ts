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
/** How an obligation stands now. */
export type Standing = Outcome | 'waiting';

/** Every standing, those still waiting last. */
export const STANDINGS: readonly Standing[] = [...OUTCOMES, 'waiting'];

/** How many there are of each standing. */
export const countEach = (
  of: (standing: Standing) => number,
): Readonly<Record<Standing, number>> => ({
  sent: of('sent'),
  merged: of('merged'),
  muted: of('muted'),
  suppressed: of('suppressed'),
  repeat: of('repeat'),
  expired: of('expired'),
  failed: of('failed'),
  unknown: of('unknown'),
  waiting: of('waiting'),
});

/** The reason of rows that `vigil retry` made waiting again. */
export const REOPENED = 'reopened by vigil retry';

/**
 * The reason of what expired because it fired before the store watched that day: it is in the
 * ledger, but no digest lists it (reliability.md, "Write order").
 */
export const BEFORE_WATCHING = 'before watching';
