import { Hono } from 'hono';
import { languageDetector } from 'hono/language';
import { secureHeaders } from 'hono/secure-headers';
import { LOCALES, type Locale } from '../alert/message.ts';
import { isAllowedHost } from './allowed-host.ts';
import { statusPage, type StatusView } from './status-page.ts';
import type { Readiness, WebState } from './web-state.ts';

export interface WebAppOptions {
  /** The host of `web.listen`. */
  readonly host: string;
  /** Hears of what went wrong while answering. */
  readonly fault: (error: unknown) => void;
}

const READS = ['GET', 'HEAD'];

const readinessOf = async (state: WebState): Promise<Readiness> =>
  state.ready().catch(() => ({ feed: false, store: false }));

async function viewOf(state: WebState): Promise<StatusView> {
  const orUnknown = <T>(answer: Promise<T>): Promise<T | undefined> =>
    answer.catch(() => undefined);
  const [ready, status, outcomes] = await Promise.all([
    orUnknown(state.ready()),
    orUnknown(state.status()),
    orUnknown(state.outcomes()),
  ]);
  return { ready, status, outcomes };
}

const localeOf = (language: string): Locale =>
  LOCALES.find((locale) => locale === language) ?? LOCALES[0];

const guarded = ({ host, fault }: WebAppOptions): Hono => {
  const app = new Hono();
  app.onError((error, c) => {
    fault(error);
    return c.text('internal error', 500);
  });
  app.use(async (c, next) => {
    if (!isAllowedHost(c.req.header('host'), host)) return c.text('host not allowed', 403);
    // Nothing can be changed here; a page elsewhere cannot make a browser try.
    if (!READS.includes(c.req.method)) return c.text('read only', 405, { Allow: READS.join(', ') });
    c.header('Cache-Control', 'no-store');
    return next();
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"] },
    }),
  );
  return app;
};

/** Loaded by the first scrape: nobody pays for figures that nobody reads. */
async function openMetrics() {
  const { processMetrics, scrape } = await import('./metrics.ts');
  return { runtime: processMetrics(), scrape };
}

/** The pages of contract.md: `/`, `/healthz`, `/readyz`, `/metrics`. They only read. */
export function webApp(state: WebState, options: WebAppOptions): Hono {
  let metrics: ReturnType<typeof openMetrics> | undefined;
  const app = guarded(options);
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const parts = await readinessOf(state);
    const ready = parts.feed && parts.store;
    return c.json({ ready, ...parts }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    metrics ??= openMetrics();
    const { runtime, scrape } = await metrics;
    return c.body(await scrape(state, runtime), 200, { 'Content-Type': runtime.contentType });
  });
  const language = languageDetector({
    order: ['header'],
    supportedLanguages: [...LOCALES],
    fallbackLanguage: LOCALES[0],
    caches: false,
  });
  app.get('/', language, async (c) =>
    c.html(statusPage(await viewOf(state), localeOf(c.get('language')))),
  );
  return app;
}
