import { stringify } from 'yaml';
import { whenOf } from '../match/contestants/vigil.ts';
import { makeSample } from '../match/sample.ts';

/** Below 1 MiB, as a file has to be. */
const RULES_PER_FILE = 8_000;

export type Format = 'YAML' | 'JSON';

function contentOf(count: number) {
  const { rules, lists } = makeSample(count);
  return {
    watchlists: Object.fromEntries(lists.map((list, n) => [`list ${n}`, list])),
    rules: rules.map((rule) => ({
      name: `rule ${rule.id}`,
      when: whenOf(rule),
      notify: 'phone',
    })),
  };
}

/** The sample's rules as somebody would write them, or as a program would: files by their names. */
export function rulesFiles(count: number, format: Format): Readonly<Record<string, string>> {
  const { watchlists, rules } = contentOf(count);
  if (format === 'YAML') {
    const options = { flowCollectionPadding: false, collectionStyle: 'any' } as const;
    return { 'rules.yaml': stringify({ watchlists, rules }, options) };
  }
  const files = Array.from({ length: Math.ceil(count / RULES_PER_FILE) }, (_, n) => {
    const own = rules.slice(n * RULES_PER_FILE, (n + 1) * RULES_PER_FILE);
    return [`rules-${n}.json`, JSON.stringify({ rules: own })] as const;
  });
  const lists = ['lists.json', JSON.stringify({ watchlists })] as const;
  const all = [lists, ...files];
  return {
    'rules.yaml': stringify({ include: all.map(([name]) => name) }),
    ...Object.fromEntries(all),
  };
}
