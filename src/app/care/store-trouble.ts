import type { Notice } from '../../alert/notice.ts';
import type { Clock } from '../../platform/clock.ts';
import { faultText } from '../../platform/log.ts';
import { freeBallast, keepBallast } from '../../store/ballast.ts';
import { persistentStore } from '../../store/persistent-store.ts';
import { needsSpace } from '../../store/sqlite-fault.ts';
import type { AppParts } from '../parts.ts';

/** What passes within this time (another process writes) is nobody's concern. */
const PATIENCE_MS = 10_000;
/** Work that was refused is tried again every second; so long without a refusal is the end of it. */
const CALM_MS = 5_000;
/** When no channel took the notice. */
const TELL_AGAIN_MS = 30_000;

/** How the operator hears of it; resolves to whether they did. */
export type Voice = (notice: Notice) => Promise<boolean>;

/** Whether the store takes writes, and what is done while it does not. */
export interface StoreTrouble {
  /** It refused to do something, and is asked again. */
  readonly hindered: (fault: unknown) => void;
  /** No: it refuses, or works on the space that was kept for that. */
  readonly isWell: () => boolean;
  /** Writes something and sees. */
  readonly probe: () => Promise<boolean>;
  /** Does what is due: tells the operator, or sees whether it is over. */
  readonly look: (voice: Voice) => Promise<void>;
}

interface Trouble {
  lastAt: number;
  reason: string;
  /** The disk is full: this does not pass by itself, and the ballast is gone. */
  full: boolean;
  /** When the operator is told; `undefined`: they know. */
  tellAt: number | undefined;
}

type Parts = Pick<AppParts, 'store' | 'clock' | 'log'>;

function refused(before: Trouble | undefined, fault: unknown, now: number): Trouble {
  const full = needsSpace(fault);
  const isNews = before === undefined || (full && !before.full);
  return {
    lastAt: now,
    reason: isNews ? faultText(fault) : before.reason,
    full: full || before?.full === true,
    tellAt: isNews ? now + (full ? 0 : PATIENCE_MS) : before.tellAt,
  };
}

async function tell(trouble: Trouble, clock: Clock, voice: Voice): Promise<void> {
  const { tellAt, reason } = trouble;
  if (tellAt === undefined || clock.elapsed() < tellAt) return;
  const isTold = await voice({ is: 'store-fault', reason });
  trouble.tellAt = isTold ? undefined : clock.elapsed() + TELL_AGAIN_MS;
}

/** Follows the store's refusals. `store`: the one that refuses, not one that insists. */
export function storeTrouble({ store, clock, log }: Parts): StoreTrouble {
  const path = store.file?.path;
  let trouble: Trouble | undefined;

  const hindered = (fault: unknown): void => {
    if (trouble === undefined) log('error', 'store refused', { reason: faultText(fault) });
    // The same object as long as it lasts: `look` waits with it in hand.
    trouble = Object.assign(trouble ?? {}, refused(trouble, fault, clock.elapsed()));
    if (trouble.full && path !== undefined) freeBallast(path);
  };
  const probe = async (): Promise<boolean> => {
    try {
      await store.rows.keep('last-probe', String(clock.now()));
      return true;
    } catch (fault) {
      hindered(fault);
      return false;
    }
  };
  const isOver = async ({ lastAt, full }: Trouble): Promise<boolean> => {
    if (clock.elapsed() - lastAt < CALM_MS || !(await probe())) return false;
    return !full || path === undefined || keepBallast(path);
  };
  return {
    hindered,
    probe,
    isWell: () => trouble === undefined,
    async look(voice) {
      const at = trouble;
      if (at === undefined) return;
      await tell(at, clock, voice);
      if (!(await isOver(at))) return;
      trouble = undefined;
      log('info', 'store takes writes again');
      if (at.tellAt === undefined) await voice({ is: 'store-back' });
    },
  };
}

/** The same parts with a store that does what it is asked until the disk takes it. */
export function insistent(given: AppParts): {
  readonly parts: AppParts;
  readonly trouble: StoreTrouble;
} {
  const trouble = storeTrouble(given);
  const store = persistentStore(given.store, given.clock, trouble.hindered);
  return { parts: { ...given, store }, trouble };
}
