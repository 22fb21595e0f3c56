import * as z from 'zod';
import { placeValue, valueAt } from './place-value.ts';

/** What new channels mean for `defaults.notify` of `rules.yaml`. */
export type RulesPlan =
  /** They are named already, or the file does not say where alerts go in one place. */
  | { readonly is: 'same' | 'by-hand' }
  | {
      /** `shipped`: it still says `[screen]`, as the example does; `own`: somebody chose it. */
      readonly is: 'shipped' | 'own';
      readonly notify: readonly string[];
      readonly text: string;
    };

/** Where there is no file yet. */
export const FIRST_RULES = `defaults:
  notify: [screen]

rules:
  - name: 모든 VI
    when: { all: true }
`;

const PATH = ['defaults', 'notify'];
const NOTIFY = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** What the new channels make of `rules.yaml`; nothing but `defaults.notify` is changed. */
export function planRules(text: string, names: readonly string[]): RulesPlan {
  if (names.length === 0) return { is: 'same' };
  const { data: before } = NOTIFY.safeParse(valueAt(text, PATH));
  if (before === undefined) return { is: 'by-hand' };
  if (names.every((name) => before.includes(name))) return { is: 'same' };
  const isShipped = before.length === 1 && before[0] === 'screen';
  const notify = isShipped ? names : [...new Set([...before, ...names])];
  return { is: isShipped ? 'shipped' : 'own', notify, text: placeValue(text, PATH, notify) };
}
