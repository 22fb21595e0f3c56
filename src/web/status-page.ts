import { html } from 'hono/html';
import type { Locale } from '../alert/message.ts';
import type { FeedState } from '../feed/feed.ts';
import { STANDINGS } from '../store/outcome.ts';
import type { ViEvent } from '../vi/event.ts';
import { dayOf, timeOf } from '../vi/kst.ts';
import { STATUS_WORDS, type StatusWords } from './status-words.ts';
import type { OutcomeCount, Readiness, WebStatus } from './web-state.ts';

/** What the page shows; `undefined` where it could not be read. */
export interface StatusView {
  readonly ready: Readiness | undefined;
  readonly status: WebStatus | undefined;
  readonly outcomes: readonly OutcomeCount[] | undefined;
}

type Html = ReturnType<typeof html>;

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; margin-bottom: 1.5rem; }
  th, td { text-align: left; padding: .2rem .8rem .2rem 0; }
  .up { color: #d33; } .down { color: #36c; } .bad { color: #c60; font-weight: bold; }`;

const row = (label: string, value: Html | string, tone = ''): Html =>
  html`<tr>
    <th scope="row">${label}</th>
    <td class="${tone}">${value}</td>
  </tr>`;

function feedRow(feed: FeedState | undefined, words: StatusWords): Html {
  if (feed === undefined) return row(words.feed, words.unknown, 'bad');
  const reason = feed.is === 'watching' ? timeOf(feed.since) : (feed.reason ?? '');
  const tone = feed.is === 'watching' ? '' : 'bad';
  return row(words.feed, `${words.feedStates[feed.is]} ${reason}`, tone);
}

function storeRow(ready: Readiness | undefined, words: StatusWords): Html {
  if (ready === undefined) return row(words.store, words.unknown, 'bad');
  return ready.store
    ? row(words.store, words.storeStates.writes)
    : row(words.store, words.storeStates.fails, 'bad');
}

function runRows({ startedAt, rows, rulesFaulty }: WebStatus, words: StatusWords): Html {
  const { reading, ignored, malformed } = words.rowKinds;
  const heard = `${reading} ${rows.reading} · ${ignored} ${rows.ignored} · ${malformed} ${rows.malformed}`;
  const since = `${dayOf(startedAt)} ${timeOf(startedAt)}`;
  const stale = rulesFaulty ? row(words.rules, words.rulesFaulty, 'bad') : '';
  return html`${row(words.since, since)}${row(words.rows, heard)}${stale}`;
}

function outcomeRows(counts: readonly OutcomeCount[] | undefined, words: StatusWords): Html {
  if (counts === undefined) return row(words.sum, words.unknown, 'bad');
  const sumOf = (some: readonly OutcomeCount[]): string =>
    String(some.reduce((sum, { count }) => sum + count, 0));
  const rows = STANDINGS.map((standing) =>
    row(words.outcome[standing], sumOf(counts.filter(({ outcome }) => outcome === standing))),
  );
  return html`${rows}${row(words.sum, sumOf(counts))}`;
}

/** A value that is not known leaves its cell empty. */
function cellsOf(event: ViEvent, words: StatusWords): readonly string[] {
  const deviation = event.deviation.static ?? event.deviation.dynamic;
  const sign = deviation !== undefined && deviation > 0 ? '+' : '';
  return [
    event.triggerTime,
    `${event.name ?? ''} ${event.stock}`.trim(),
    words.event[event.event],
    event.kind === undefined ? '' : words.kind[event.kind],
    event.direction === undefined ? '' : words.direction[event.direction],
    deviation === undefined ? '' : `${sign}${deviation.toFixed(2)}%`,
    event.count === undefined ? '' : String(event.count),
    event.venue === undefined ? '' : words.venue[event.venue],
  ];
}

function eventTable(events: readonly ViEvent[], words: StatusWords): Html {
  if (events.length === 0) return html`<p>${words.noEvents}</p>`;
  const head = words.columns.map((column) => html`<th scope="col">${column}</th>`);
  const body = events.map((event) => {
    const cells = cellsOf(event, words).map((cell) => html`<td>${cell}</td>`);
    return html`<tr class="${event.direction ?? ''}">
      ${cells}
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`;
}

/** The status page: one read, no scripts; it asks the browser to come again in ten seconds. */
export function statusPage({ ready, status, outcomes }: StatusView, locale: Locale): Html {
  const words = STATUS_WORDS[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="refresh" content="10" />
        <title>${words.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>${words.title}</h1>
        <table>
          ${feedRow(status?.feed, words)}${storeRow(ready, words)}${status && runRows(status, words)}
        </table>
        <h2>${words.outcomes}</h2>
        <table>
          ${outcomeRows(outcomes, words)}
        </table>
        <h2>${words.events}</h2>
        ${status === undefined ? words.unknown : eventTable(status.lastEvents, words)}
      </body>
    </html>`;
}
