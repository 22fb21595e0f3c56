import { basename } from 'node:path';
import type { Notice } from '../../alert/notice.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { Cancel } from '../../platform/clock.ts';
import { every } from '../../platform/every.ts';
import { keepBallast } from '../../store/ballast.ts';
import { isPassing } from '../../store/sqlite-fault.ts';
import { auditLedger, type Audit } from './audit-ledger.ts';
import { nightly } from './nightly.ts';
import type { AppParts } from '../parts.ts';
import type { StoreTrouble } from './store-trouble.ts';
import { tellAside } from './tell-aside.ts';

const LOOK_MS = 1_000;
/** A full disk is found while nothing happens, too. */
const PROBE_MS = 30_000;

/** What looks after the store while the bot runs. */
export interface StoreCare {
  faults(): number | undefined;
  /** Whether all is well with it right now. */
  takesWrites(): Promise<boolean>;
  close(): void;
}

interface Careful {
  /** With the store that refuses, not one that insists. */
  readonly parts: AppParts;
  readonly trouble: StoreTrouble;
  readonly dispatch: Dispatch;
  readonly tell: (notice: Notice) => void;
}

/** Deleted or replaced while it is open: it is written there again. */
async function keepInPlace({ parts, tell }: Careful): Promise<void> {
  const { store, clock, log } = parts;
  if (store.file === undefined || store.file.isInPlace()) return;
  const keptAs = await store.file.putBack(clock.now());
  log('error', 'store written again', { keptAs });
  tell({ is: 'store-replaced', keptAs: keptAs && basename(keptAs) });
}

function prober({ parts, trouble }: Careful): () => Promise<void> {
  let next = parts.clock.elapsed() + PROBE_MS;
  return async () => {
    if (parts.clock.elapsed() < next) return;
    next = parts.clock.elapsed() + PROBE_MS;
    await trouble.probe();
  };
}

/** One look at everything; what cannot wait comes first. */
function looker(care: Careful, audit: Audit): () => Promise<void> {
  const { parts, trouble, dispatch, tell } = care;
  const night = nightly(parts, tell);
  const probe = prober(care);
  return async () => {
    await trouble.look((notice) => tellAside(dispatch, notice));
    await keepInPlace(care);
    await probe();
    if (!trouble.isWell()) return;
    await parts.store.file?.tidy();
    await audit.look();
    await night.look();
  };
}

function tellMended({ parts, tell }: Careful): void {
  const { mended, log } = parts;
  if (mended === undefined) return;
  log('error', 'store mended', { ...mended });
  tell({ is: 'store-renewed', ...mended });
}

async function begin(care: Careful): Promise<void> {
  tellMended(care);
  const { store, log } = care.parts;
  if (store.file === undefined) return;
  if (!(await keepBallast(store.file.path))) log('warn', 'no room for a ballast file');
}

/** Looks after the store every second: space, place, sum, and what is done at night. */
export function careForStore(care: Careful): StoreCare {
  const { parts, trouble } = care;
  const { clock, crash } = parts;
  const audit = auditLedger(parts, care.tell);
  const look = looker(care, audit);
  let cancel: Cancel = () => undefined;
  let closed = false;
  const failed = (fault: unknown): void => {
    if (closed) return;
    if (isPassing(fault)) trouble.hindered(fault);
    else crash(fault);
  };
  const started = (): void => {
    if (!closed) cancel = every(clock, LOOK_MS, look, failed);
  };
  begin(care).catch(failed).finally(started);
  return {
    faults: () => audit.faults(),
    takesWrites: async () => trouble.isWell() && trouble.probe(),
    close() {
      closed = true;
      cancel();
    },
  };
}
