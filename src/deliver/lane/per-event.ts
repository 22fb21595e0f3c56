import type { Item } from '../next-move.ts';

/**
 * One item for each event, where the first of it stood: rules that want the same event told share
 * a message, also when one of them matched later.
 */
export function perEvent(items: readonly Item[]): readonly Item[] {
  const merged = new Map<number, Item>();
  for (const item of items) {
    const before = merged.get(item.eventId);
    const known = before?.rules ?? [];
    const rules = item.rules.filter(({ name }) => known.every((rule) => rule.name !== name));
    merged.set(item.eventId, { ...(before ?? item), rules: [...known, ...rules] });
  }
  return [...merged.values()];
}

/** What is left when some rules' events are decided; a rule that came meanwhile stays. */
export function without(items: readonly Item[], decided: readonly Item[]): readonly Item[] {
  const byEvent = Map.groupBy(decided, ({ eventId }) => eventId);
  return items.flatMap((item) => {
    const gone = byEvent.get(item.eventId)?.flatMap((other) => other.rules.map(({ name }) => name));
    if (gone === undefined) return [item];
    const rules = item.rules.filter(({ name }) => !gone.includes(name));
    return rules.length === 0 ? [] : [{ ...item, rules }];
  });
}
