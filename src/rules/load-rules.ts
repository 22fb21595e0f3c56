import type { Day } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { firstFaults, inOrder, untilEnough, type Fault } from '../yaml/fault.ts';
import { asList, asMap } from '../yaml/raw.ts';
import { readConfig } from '../yaml/read-config.ts';
import { faultIn, type Path, type YamlFile } from '../yaml/yaml-file.ts';
import { shown } from '../yaml/shown.ts';
import type { CheckedRules } from './checked-rules.ts';
import { compile } from './compile.ts';
import type { Found } from './doubts.ts';
import { readMute, readRule, type Read } from './read-rule.ts';
import { defaultsSchema, muteSchema, ruleSchema, type ChannelNames } from './rule-schema.ts';
import type { RuleSet } from './rule.ts';
import { rulesFileSchema } from './rules-file.ts';
import { readTemplates } from './templates.ts';
import { warningsOf } from './warnings.ts';
import { readWatchlists } from './watchlists.ts';
import { whenSchema } from './when.ts';

export interface RulesOptions {
  /** The channels of `vigil.yaml`; `undefined`: not known, so that any name will do. */
  readonly channels?: ChannelNames;
  /** Those of them that are told no alerts, for the warning about it. */
  readonly withoutAlerts?: readonly string[];
  /** Today's stock list, for warnings. */
  readonly stocks?: StockList;
  /** For the warning about what has expired. */
  readonly today?: Day;
  /** A first file may have `rules: []`. */
  readonly mayBeEmpty?: boolean;
}

/** Everything that a file says, and what is wrong with it. */
export interface ReadRules {
  /** Everything that is wrong, in the files' order. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Only without a fault. */
  readonly checked?: CheckedRules;
}

export interface LoadedRules extends Omit<ReadRules, 'checked'> {
  /** Only without a fault. */
  readonly set?: RuleSet;
}

function duplicateNames(yaml: YamlFile): readonly Fault[] {
  const seen = new Set<unknown>();
  return firstFaults(asList(asMap(yaml.value).get('rules')), (rule, index) => {
    const name = asMap(rule).get('name');
    if (typeof name !== 'string') return [];
    const twice = seen.has(name.trim());
    seen.add(name.trim());
    const message = `Another rule is called ${shown(name)} too`;
    return twice ? [faultIn(yaml, ['rules', index, 'name'], { message })] : [];
  });
}

const found = <T>(reads: readonly Read<T>[], section: string): readonly Found<T>[] =>
  reads.flatMap(({ value }, index) => {
    const path: Path = [section, index];
    return value === undefined ? [] : [{ path, value }];
  });

function checkRules(folder: ConfigFolder, yaml: YamlFile, options: RulesOptions): ReadRules {
  const { channels, stocks, today, withoutAlerts = [], mayBeEmpty = false } = options;
  const sections = asMap(yaml.value);
  const top = checkValue(yaml, rulesFileSchema(mayBeEmpty), yaml.value);
  const lists = readWatchlists(folder, yaml);
  const when = whenSchema([...lists.sources.keys()]);
  const written = sections.get('defaults') ?? {};
  const templates = readTemplates(yaml);
  const names = { channels, templates: [...templates.texts.keys()] };
  const defaults = checkValue(yaml, defaultsSchema(names), written, ['defaults']);
  const schema = ruleSchema(when, names);
  const around = { defaults, templates: templates.texts };
  const rules = untilEnough(asList(sections.get('rules')), (rule, index) =>
    readRule(yaml, checkValue(yaml, schema, rule, ['rules', index]), index, around),
  );
  const schemaOfMute = muteSchema(when);
  const mutes = untilEnough(asList(sections.get('mutes')), (mute, index) =>
    readMute(checkValue(yaml, schemaOfMute, mute, ['mutes', index]), index),
  );
  const parts = [top, lists, templates, defaults, ...rules, ...mutes];
  const faults = inOrder([...parts.flatMap((part) => part.faults), ...duplicateNames(yaml)]);
  const good = { rules: found(rules, 'rules'), mutes: found(mutes, 'mutes') };
  const warnings = inOrder(warningsOf({ yaml, ...good, lists, stocks, today, withoutAlerts }));
  if (faults.length > 0) return { faults, warnings };
  const { sources, files, texts } = lists;
  const checked = {
    rules: good.rules.map(({ value }) => value),
    mutes: good.mutes.map(({ value }) => value),
    watchlists: { sources, files, texts },
  };
  return { faults, warnings, checked };
}

/** Reads and checks `rules.yaml`. All faults at once; with any nothing is to be compiled. */
export function readRules(folder: ConfigFolder, options: RulesOptions = {}): ReadRules {
  const { faults, yaml } = readConfig(folder, 'rules.yaml');
  return yaml === undefined ? { faults, warnings: [] } : checkRules(folder, yaml, options);
}

/** The same, and the set that decides. */
export function loadRules(folder: ConfigFolder, options: RulesOptions = {}): LoadedRules {
  const { checked, ...read } = readRules(folder, options);
  return checked === undefined ? read : { ...read, set: compile(checked) };
}
