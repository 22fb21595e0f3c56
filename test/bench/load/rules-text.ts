import { stringify } from 'yaml';
import { whenOf } from '../match/contestants/vigil.ts';
import { makeSample } from '../match/sample.ts';

/** The sample's rules as somebody would write them. */
export function rulesText(count: number): string {
  const { rules, lists } = makeSample(count);
  return stringify(
    {
      watchlists: Object.fromEntries(lists.map((list, n) => [`list ${n}`, list])),
      defaults: { notify: 'phone' },
      rules: rules.map((rule) => ({ name: `rule ${rule.id}`, when: whenOf(rule) })),
    },
    { flowCollectionPadding: false, collectionStyle: 'any' },
  );
}
