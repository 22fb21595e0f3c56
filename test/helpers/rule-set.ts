import type { Rule, RuleSet } from '../../src/rules/rule.ts';
import type { ViEvent } from '../../src/vi/event.ts';

/** A rule that tells `phone`, with what is given instead of the defaults. */
export const rule = (given: Partial<Rule> = {}): Rule => ({
  name: '모든 VI',
  notify: ['phone'],
  priority: 'normal',
  cooldown: undefined,
  limit: undefined,
  onRelease: 'edit',
  template: undefined,
  note: undefined,
  ...given,
});

export interface TestRule extends Rule {
  readonly test?: (event: ViEvent) => boolean;
}

/** A rule set made in code: each rule matches triggers, or what its `test` says. */
export const ruleSet = (
  rules: readonly TestRule[],
  watchlists: Readonly<Record<string, readonly string[]>> = {},
): RuleSet => ({
  rules,
  standingMutes: [],
  watchlistNames: Object.keys(watchlists),
  match: (event) =>
    rules.filter(({ test = ({ event: type }: ViEvent) => type === 'trigger' }) => test(event)),
  explain: () => [],
  watchlistsOf: (stock) =>
    new Set(Object.keys(watchlists).filter((name) => watchlists[name]?.includes(stock))),
  written: { rules: new Map(), watchlists: new Map(), mutes: new Map() },
  standingMute: () => undefined,
});
