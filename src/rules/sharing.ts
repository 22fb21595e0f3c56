import type { CheckedRule } from './checked-rules.ts';
import type { Node } from './node.ts';

/** Gives, of all values that are written alike, the first. */
function firstAlike<T>(): (value: T) => T {
  const known = new Map<string, T>();
  return (value) => {
    const text = JSON.stringify(value) ?? '';
    const first = known.get(text) ?? value;
    known.set(text, first);
    return first;
  };
}

/**
 * Lets the rules of a set share what they say alike: a thousand rules for one list and one channel
 * name them once.
 */
export function sharing(): (rule: CheckedRule) => CheckedRule {
  const word = firstAlike<Node>();
  const path = firstAlike<Node['path']>();
  const notify = firstAlike<readonly string[]>();
  const template = firstAlike<string | undefined>();
  const shared = (node: Node): Node =>
    node.is === 'word'
      ? word(node)
      : { is: node.is, path: path(node.path), nodes: node.nodes.map(shared) };
  return ({ rule, enabled, expires, when }) => ({
    rule: { ...rule, notify: notify(rule.notify), template: template(rule.template) },
    enabled,
    expires,
    when: shared(when),
  });
}
