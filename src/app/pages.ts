import { faultText } from '../platform/log.ts';
import type { Store } from '../store/store.ts';
import type { EpochMs } from '../vi/kst.ts';
import { serveWeb, type Served } from '../web/serve-web.ts';
import type { WebState } from '../web/web-state.ts';
import type { Intake } from './intake.ts';
import type { AppParts, Live } from './parts.ts';

const EVENTS_SHOWN = 20;

async function takesWrites({ rows }: Store, now: EpochMs): Promise<boolean> {
  try {
    await rows.keep('last-probe', String(now));
    return true;
  } catch {
    return false;
  }
}

/** What the pages ask, answered by the ledger and the feed. */
const stateOf = ({ store, clock }: AppParts, live: Readonly<Live>, intake: Intake): WebState => ({
  ready: async () => ({
    feed: live.feed.is === 'watching',
    store: await takesWrites(store, clock.now()),
  }),
  outcomes: () => store.rows.counts(),
  status: async () => ({
    feed: live.feed,
    startedAt: live.startedAt,
    rows: intake.rows,
    rulesFaulty: live.rulesFault !== undefined,
    lastEvents: (await store.rows.lastEvents(EVENTS_SHOWN)).map(({ event }) => event),
  }),
});

/** Status page, health and metrics. Without its port the bot works all the same. */
export async function servePages(
  parts: AppParts,
  live: Readonly<Live>,
  intake: Intake,
): Promise<Served> {
  const { log, settings } = parts;
  const { host, port } = settings.web;
  const fault = (error: unknown): void => log('warn', 'page failed', { fault: faultText(error) });
  const served = await serveWeb(stateOf(parts, live, intake), { host, port, fault });
  if (served.is === 'listening') log('info', 'pages', { host, port: served.port });
  else log('warn', 'no pages', { host, port, reason: served.reason });
  return served;
}
