import { compile } from '../../../../src/rules/compile.ts';
import { orTrigger, whenSchema } from '../../../../src/rules/when.ts';
import type { Contestant } from '../contestant.ts';
import type { SampleRule, Sample } from '../sample.ts';
import type { Rule, RuleSet } from '../../../../src/rules/rule.ts';

const ALL = { all: true };

/** The conditions as they are written. */
export function whenOf({ list, stock, direction, market, deviation, count }: SampleRule) {
  const words = {
    watchlist: list === undefined ? undefined : `list ${list}`,
    stock,
    direction,
    market,
    deviation: deviation === undefined ? undefined : `>= ${deviation}`,
    count: count === undefined ? undefined : `<= ${count}`,
  };
  const given = Object.entries(words).filter(([, value]) => value !== undefined);
  return given.length === 0 ? ALL : Object.fromEntries(given);
}

function ruleSetOf({ rules, lists }: Sample): RuleSet {
  const names = lists.map((_, n) => `list ${n}`);
  const schema = whenSchema(names);
  const sources = new Map(
    lists.map((list, n) => [
      `list ${n}`,
      list.map((text) => ({ source: { is: 'stock' as const, text }, except: false })),
    ]),
  );
  return compile({
    rules: rules.map((rule) => ({
      rule: {
        name: `rule ${rule.id}`,
        notify: ['phone'],
        priority: 'normal',
        cooldown: undefined,
        limit: undefined,
        onRelease: 'edit',
        template: undefined,
        note: undefined,
      },
      enabled: true,
      expires: undefined,
      when: orTrigger(schema.parse(whenOf(rule))),
    })),
    mutes: [],
    watchlists: { sources, files: new Map(), texts: new Map() },
  });
}

export const contestant: Contestant = (sample) => {
  const set = ruleSetOf(sample);
  let found: readonly Rule[] = [];
  return {
    match(n) {
      const event = sample.events[n];
      if (event !== undefined) found = set.match(event);
    },
    ids: () => found.map(({ name }) => Number(name.replace('rule ', ''))),
  };
};
