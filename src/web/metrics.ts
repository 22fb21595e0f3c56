import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { OutcomeCount, Readiness, WebState, WebStatus } from './web-state.ts';

const LABELS = ['rule', 'channel'] as const;

/** Ended obligations count up for ever; waiting ones come and go; together they are all matches. */
function addOutcomes(registry: Registry, counts: readonly OutcomeCount[]): void {
  const registers = [registry];
  const outcomes = new Counter({
    name: 'vigil_outcomes_total',
    help: 'How obligations ended, counted from the ledger',
    labelNames: [...LABELS, 'outcome'],
    registers,
  });
  const waiting = new Gauge({
    name: 'vigil_waiting',
    help: 'Obligations that have not ended yet',
    labelNames: LABELS,
    registers,
  });
  const matched = new Counter({
    name: 'vigil_matched_total',
    help: 'All obligations: the sum of the outcomes and the waiting ones',
    labelNames: LABELS,
    registers,
  });
  for (const { rule, channel, outcome, count } of counts) {
    matched.inc({ rule, channel }, count);
    if (outcome === 'waiting') waiting.inc({ rule, channel }, count);
    else outcomes.inc({ rule, channel, outcome }, count);
  }
}

function addReadiness(registry: Registry, ready: Readiness): void {
  const gauge = new Gauge({
    name: 'vigil_ready',
    help: '1 while this part does its work',
    labelNames: ['part'],
    registers: [registry],
  });
  gauge.set({ part: 'feed' }, Number(ready.feed));
  gauge.set({ part: 'store' }, Number(ready.store));
}

function addLedgerFaults(registry: Registry, faults: number): void {
  const gauge = new Gauge({
    name: 'vigil_ledger_faults',
    help: 'Rows of the ledger that cannot be, of today and yesterday, as last looked for',
    registers: [registry],
  });
  gauge.set(faults);
}

function addStatus(registry: Registry, { feed, rows, ledgerFaults }: WebStatus): void {
  const state = new Gauge({
    name: 'vigil_feed_state',
    help: '1 for the state the feed is in',
    labelNames: ['state'],
    registers: [registry],
  });
  for (const name of ['connecting', 'watching', 'stopped']) {
    state.set({ state: name }, Number(name === feed.is));
  }
  const decoded = new Counter({
    name: 'vigil_rows_total',
    help: 'Rows of frames since the start, by what they turned out to be',
    labelNames: ['is'],
    registers: [registry],
  });
  for (const [is, count] of Object.entries(rows)) decoded.inc({ is }, count);
  if (ledgerFaults !== undefined) addLedgerFaults(registry, ledgerFaults);
}

function addConfiguration(registry: Registry, { rulesFaulty }: WebStatus): void {
  const faulty = new Gauge({
    name: 'vigil_rules_faulty',
    help: '1 while the configuration on disk has faults, so that an earlier one runs',
    registers: [registry],
  });
  faulty.set(Number(rulesFaulty));
}

/** Memory, processor time and event loop of this process. */
export function processMetrics(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}

/**
 * Everything for one scrape, as Prometheus text. Read anew each time, so that a restart resets
 * nothing; what cannot be read is left out rather than told as zero.
 */
export async function scrape(state: WebState, runtime: Registry): Promise<string> {
  const registry = new Registry();
  const [outcomes, ready, status] = await Promise.allSettled([
    state.outcomes(),
    state.ready(),
    state.status(),
  ]);
  if (outcomes.status === 'fulfilled') addOutcomes(registry, outcomes.value);
  if (ready.status === 'fulfilled') addReadiness(registry, ready.value);
  if (status.status === 'fulfilled') {
    addStatus(registry, status.value);
    addConfiguration(registry, status.value);
  }
  return `${await registry.metrics()}\n${await runtime.metrics()}`;
}
