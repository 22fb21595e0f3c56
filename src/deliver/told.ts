import { endOfRegular, lastEndOfRegular } from '../market/sessions.ts';
import type { Rule } from '../rules/rule.ts';
import type { ToldRow } from '../store/obligation.ts';
import { DAY_MS, type EpochMs } from '../vi/kst.ts';

/** Longer limits count no further back. */
const LONGEST_MS = 14 * DAY_MS;

/** What the chats were told lately: what cooldowns and limits count. */
export interface Told {
  add(row: ToldRow): void;
  /** When this rule last told this channel of this stock. */
  last(rule: string, channel: string, stock: string): EpochMs | undefined;
  /** How many messages this rule sent to this channel after `since`, by `until`; no digests. */
  count(rule: string, channel: string, since: EpochMs, until: EpochMs): number;
}

/** Since when what was told may still count for a cooldown or limit of these rules; at least a day. */
export const countsSince = (rules: readonly Rule[], now: EpochMs): EpochMs =>
  rules.reduce((first, { cooldown = 0, limit }) => {
    const cools = cooldown === 'until-close' ? lastEndOfRegular(now) : now - cooldown;
    return Math.min(first, cools, now - (limit?.ms ?? 0));
  }, now - DAY_MS);

/** From what the ledger says was told since `countsSince`, the oldest first. */
export function createTold(rows: readonly ToldRow[]): Told {
  const perStock = new Map<string, EpochMs>();
  const perRule = new Map<string, EpochMs[]>();
  const add = ({ rule, channel, stock, outcome, at }: ToldRow): void => {
    perStock.set(JSON.stringify([rule, channel, stock]), at);
    if (outcome === 'merged') return;
    const key = JSON.stringify([rule, channel]);
    const recent = perRule.get(key) ?? [];
    const old = recent.findIndex((told) => told > at - LONGEST_MS);
    recent.splice(0, old < 0 ? recent.length : old);
    recent.push(at);
    perRule.set(key, recent);
  };
  rows.forEach(add);
  return {
    add,
    last: (rule, channel, stock) => perStock.get(JSON.stringify([rule, channel, stock])),
    count: (rule, channel, since, until) =>
      (perRule.get(JSON.stringify([rule, channel])) ?? []).filter((at) => at > since && at <= until)
        .length,
  };
}

/**
 * Until when the rule's cooldown silences this stock in this channel; `undefined`: it does not.
 * What was told later than now, on a clock that was set back since, counts for nothing: nobody
 * knows how long ago it was, and a cooldown would last as much longer.
 */
export function coolingUntil(
  rule: Rule,
  { channel, stock }: Pick<ToldRow, 'channel' | 'stock'>,
  told: Told,
  now: EpochMs,
): EpochMs | undefined {
  const last = rule.cooldown === undefined ? undefined : told.last(rule.name, channel, stock);
  if (rule.cooldown === undefined || last === undefined || last > now) return undefined;
  const until = rule.cooldown === 'until-close' ? endOfRegular(last) : last + rule.cooldown;
  return now < until ? until : undefined;
}

/** Whether the rule has told this channel as much as its limit allows. */
export const limitReached = (rule: Rule, channel: string, told: Told, now: EpochMs): boolean =>
  rule.limit !== undefined &&
  told.count(rule.name, channel, now - rule.limit.ms, now) >= rule.limit.count;
