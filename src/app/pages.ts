import { faultText } from '../platform/log.ts';
import { serveWeb, type Served } from '../web/serve-web.ts';
import type { WebState } from '../web/web-state.ts';
import type { Intake } from './intake.ts';
import { outcomeCounts } from './outcome-counts.ts';
import type { AppParts, Live } from './parts.ts';
import type { StoreCare } from './care/store-care.ts';

const EVENTS_SHOWN = 20;

interface Shown {
  readonly live: Readonly<Live>;
  readonly intake: Intake;
  readonly care: StoreCare;
}

/** What the pages ask, answered by the ledger and the feed. */
const stateOf = ({ store, clock }: AppParts, { live, intake, care }: Shown): WebState => ({
  ready: async () => ({
    feed: live.feed.is === 'watching',
    store: await care.takesWrites(),
  }),
  outcomes: outcomeCounts(store, clock),
  status: async () => ({
    feed: live.feed,
    startedAt: live.startedAt,
    rows: intake.rows,
    ledgerFaults: care.faults(),
    rulesFaulty: live.rulesFault !== undefined,
    lastEvents: (await store.rows.lastEvents(EVENTS_SHOWN)).map(({ event }) => event),
  }),
});

/** Status page, health and metrics. Without its port the bot works all the same. */
export async function servePages(parts: AppParts, shown: Shown): Promise<Served> {
  const { log, settings } = parts;
  const { host, port } = settings.web;
  const fault = (error: unknown): void => log('warn', 'page failed', { fault: faultText(error) });
  const served = await serveWeb(stateOf(parts, shown), { host, port, fault });
  if (served.is === 'listening') log('info', 'pages', { host, port: served.port });
  else log('warn', 'no pages', { host, port, reason: served.reason });
  return served;
}
