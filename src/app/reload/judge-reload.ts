import type { Notice } from '../../alert/notice.ts';
import type { Configuration } from '../../configuration.ts';
import { NO_RULES } from '../../rules/compile.ts';
import { rulesFileIn } from '../../rules/read-rules-files.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Fault } from '../../yaml/fault.ts';

type BadReload = Extract<Notice, { is: 'bad-reload' }>;

/** What runs now. */
export interface Running {
  readonly rules: RuleSet;
  /** The folder of the settings, as it is shown. */
  readonly folder: string;
  /** The channels that are open. */
  readonly channels: readonly string[];
}

/** What to do about a configuration that was read while the bot runs. */
export type Verdict =
  | { readonly is: 'good'; readonly rules: RuleSet; readonly settings: Settings }
  | { readonly is: 'refused'; readonly notice: BadReload };

const refused = (notice: Omit<BadReload, 'is'>): Verdict => ({
  is: 'refused',
  notice: { is: 'bad-reload', ...notice },
});

/** The fault as one line for people, with what was expected. */
export const faultNote = (fault: Fault): Pick<BadReload, 'place' | 'fault'> => ({
  place: `${fault.file}:${fault.line}:${fault.column}`,
  fault:
    fault.expected === undefined ? fault.message : `${fault.message} (expected ${fault.expected})`,
});

/** Channels that rules name and that nobody has opened. */
function unopened({ rules }: RuleSet, open: readonly string[]): readonly string[] {
  // Rules that name the same ones share the list.
  const named = [...new Set(rules.map(({ notify }) => notify))].flat();
  return [...new Set(named)].filter((name) => !open.includes(name));
}

const lostMost = (before: RuleSet, after: RuleSet): boolean =>
  after.rules.length * 2 < before.rules.length;

/** What was read without a fault, and the file of its rules. */
interface Sound {
  readonly rules: RuleSet;
  readonly settings: Settings;
  readonly place: string;
}

function judgeRules({ rules, settings, place }: Sound, running: Running, force: boolean): Verdict {
  const [closed] = unopened(rules, running.channels);
  if (closed !== undefined) {
    const fault = `Channel \`${closed}\` opens at a start: start vigil again to use it`;
    return refused({ place, fault, more: 0, force: false });
  }
  if (!force && lostMost(running.rules, rules)) {
    const [before, after] = [running.rules.rules.length, rules.rules.length];
    const fault = `Only ${after} of ${before} rules are left`;
    return refused({ place, fault, more: 0, force: true });
  }
  return { is: 'good', rules, settings };
}

/**
 * Whether what was read may run: only without a fault in any file, and, unless a person insists
 * (`force`), with at least half of the rules.
 */
export function judgeReload(read: Configuration, running: Running, force: boolean): Verdict {
  const { settings, settingsFaults, rulesFaults, files } = read;
  const file = rulesFileIn(files);
  const isGone = file === undefined;
  const rules = force && isGone ? NO_RULES : read.rules;
  const faults = [...settingsFaults, ...(rules === undefined ? rulesFaults : [])];
  const [first] = faults;
  if (first !== undefined) {
    const insist = isGone && settingsFaults.length === 0;
    return refused({ ...faultNote(first), more: faults.length - 1, force: insist });
  }
  if (settings === undefined || rules === undefined) throw new Error('neither faults nor rules');
  const place = `${running.folder}/${file ?? 'rules.yaml'}`;
  return judgeRules({ rules, settings, place }, running, force);
}
