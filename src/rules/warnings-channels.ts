import type { Fault } from '../yaml/fault.ts';
import { partAt } from '../yaml/raw.ts';
import { below, faultAtPart, type At } from '../yaml/yaml-file.ts';
import type { CheckedRule } from './checked-rules.ts';
import type { Doubts } from './doubts.ts';
import { leavesOf } from './node.ts';

/** Where a rule's channel is named: by the rule itself, or for it by `defaults`. */
function placeOf(rule: At, index: number): At {
  const { yaml } = rule;
  const isWritten = ({ path }: At): boolean => partAt(yaml.value, path) !== undefined;
  const own = below(rule, 'notify');
  const notify = isWritten(own) ? own : { yaml, path: ['defaults', 'notify'] };
  const one = below(notify, index);
  return isWritten(one) ? one : notify;
}

/** Releases are told by `tell: { release: ... }`. */
const mayMeanReleases = ({ when }: CheckedRule): boolean =>
  leavesOf(when).some(
    ({ condition, negated }) =>
      condition.word === 'event' && (negated || condition.test !== 'trigger'),
  );

/** Rules whose alerts a channel has turned off by `tell: { alert: off }`. */
export function channelWarnings(doubts: Doubts): readonly Fault[] {
  const { rules, withoutAlerts } = doubts;
  const on = rules.filter(({ value }) => value.enabled && !mayMeanReleases(value));
  return on.flatMap(({ value, ...rule }) =>
    [...value.rule.notify.entries()].flatMap(([index, name]) => {
      if (!withoutAlerts.includes(name)) return [];
      const message = `\`${name}\` is told no alerts: vigil.yaml says \`alert: off\` under its \`tell\``;
      const expected = `a channel that is told alerts, or no \`alert: off\` for \`${name}\``;
      return [faultAtPart(placeOf(rule, index), { message, expected })];
    }),
  );
}
