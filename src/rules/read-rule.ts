import type * as z from 'zod';
import type { Fault } from '../yaml/fault.ts';
import type { Checked } from '../yaml/check-value.ts';
import { faultAtPart, type At } from '../yaml/yaml-file.ts';
import type { CheckedMute, CheckedRule } from './checked-rules.ts';
import { textOf } from './node.ts';
import type { defaultsSchema, muteSchema, ruleSchema } from './rule-schema.ts';
import type { Rule } from './rule.ts';
import { orTrigger } from './when.ts';

/** The `defaults` of a file. */
export type FileDefaults = Checked<z.output<ReturnType<typeof defaultsSchema>>>;
type Written = z.output<ReturnType<typeof ruleSchema>>;

/** A part of the file, checked, or what is wrong with it. */
export type Read<T> =
  | { readonly value: T; readonly faults: readonly Fault[] }
  | { readonly value?: undefined; readonly faults: readonly Fault[] };

const ruleOf = (
  written: Written,
  notify: readonly string[],
  template: string | undefined,
): Rule => ({
  name: written.name,
  notify,
  priority: written.priority ?? 'normal',
  cooldown: written.cooldown,
  limit: written.limit,
  onRelease: written.on_release ?? 'edit',
  template,
  note: written.note,
});

/** What a rule's keys may lean on. */
export interface Around {
  readonly defaults: FileDefaults;
  /** By name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Reads the rule that stands there, with its file's defaults where it says nothing itself. */
export function readRule(
  at: At,
  checked: Checked<Written>,
  { defaults, templates }: Around,
): Read<CheckedRule> {
  if (!checked.ok) return { faults: checked.faults };
  const merged = { ...(defaults.ok ? defaults.value : {}), ...checked.value };
  const { notify, enabled = true, expires, when } = merged;
  // A broken `defaults` may have named the channels; its own fault is enough.
  if (notify === undefined && !defaults.ok) return { faults: [] };
  if (notify === undefined) {
    const complaint = {
      message: '`notify` is missing',
      expected: 'names of channels, here or under defaults',
    };
    return { faults: [faultAtPart(at, complaint)] };
  }
  const template = merged.template === undefined ? undefined : templates.get(merged.template);
  const rule = ruleOf(merged, notify, template);
  const value = { rule, enabled, expires, when: orTrigger(when) };
  return { value, faults: [] };
}

/** Reads a mute, the so manyth of all from 0. It hides triggers and releases alike unless it names `event`. */
export function readMute(
  checked: Checked<z.output<ReturnType<typeof muteSchema>>>,
  index: number,
): Read<CheckedMute> {
  if (!checked.ok) return { faults: checked.faults };
  const { when, reason, expires } = checked.value;
  const mute = { reason, index: index + 1, text: textOf(when), expires };
  return { value: { mute, when }, faults: [] };
}
