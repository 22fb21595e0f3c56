import type { Fault } from '../yaml/fault.ts';
import type { Path } from '../yaml/yaml-file.ts';
import type { CheckedRule } from './checked-rules.ts';
import { warn, type Doubts } from './doubts.ts';
import { leavesOf } from './node.ts';

/** Where a rule's channel is named: by the rule itself, or for it by `defaults`. */
function placeOf({ yaml: { document } }: Doubts, rule: Path, index: number): Path {
  const own = [...rule, 'notify'];
  const notify = document.hasIn(own) ? own : ['defaults', 'notify'];
  return document.hasIn([...notify, index]) ? [...notify, index] : notify;
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
  return on.flatMap(({ path, value }) =>
    [...value.rule.notify.entries()].flatMap(([index, name]) => {
      if (!withoutAlerts.includes(name)) return [];
      const message = `\`${name}\` is told no alerts: vigil.yaml says \`alert: off\` under its \`tell\``;
      const expected = `a channel that is told alerts, or no \`alert: off\` for \`${name}\``;
      return [warn(doubts, placeOf(doubts, path, index), { message, expected })];
    }),
  );
}
