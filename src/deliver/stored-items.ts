import type { Rule, RuleSet } from '../rules/rule.ts';
import type { WaitingRow } from '../store/obligation.ts';
import type { Item } from './next-move.ts';

/** A rule that is in the file no more: what it had decided is still told, plainly. */
const bygone = (name: string, channel: string): Rule => ({
  name,
  notify: [channel],
  priority: 'normal',
  cooldown: undefined,
  limit: undefined,
  onRelease: 'edit',
  template: undefined,
  note: undefined,
});

/** One item per event and channel of the ledger's rows. */
export function itemsOf(
  rows: readonly WaitingRow[],
  channel: string,
  rules: RuleSet,
): readonly Item[] {
  const items = new Map<number, Item>();
  for (const row of rows.filter((one) => one.channel === channel)) {
    const rule = rules.rules.find(({ name }) => name === row.rule) ?? bygone(row.rule, channel);
    const { eventId, episode, event, insteadOf } = row;
    const before = items.get(eventId)?.rules ?? [];
    items.set(eventId, { eventId, episode, event, rules: [...before, rule], insteadOf });
  }
  return [...items.values()];
}
