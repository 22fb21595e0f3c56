import type { Day } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import { checkValue } from '../yaml/check-value.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { firstFaults, inOrder, untilEnough, type Complaint, type Fault } from '../yaml/fault.ts';
import type { KnownNames } from '../yaml/known-name.ts';
import { asMap } from '../yaml/raw.ts';
import { secretValues } from '../yaml/secret-faults.ts';
import { below, faultIn, type YamlFile } from '../yaml/yaml-file.ts';
import type { CheckedRules } from './checked-rules.ts';
import { compile } from './compile.ts';
import type { Found } from './doubts.ts';
import { checkPart, listed, secondNames, type NamedPart, type Part } from './parts.ts';
import { readMute, readRule, type FileDefaults, type Read } from './read-rule.ts';
import { readRulesFiles, type RulesFiles } from './read-rules-files.ts';
import {
  defaultsSchema,
  muteSchema,
  ruleSchema,
  type ChannelNames,
  type RuleNames,
} from './rule-schema.ts';
import type { RuleSet } from './rule.ts';
import { includedFileSchema, rulesFileSchema } from './rules-file.ts';
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

/** What the rules are called, as far as they have a name. */
const ruleNames = (rules: readonly Part[]): readonly NamedPart[] =>
  rules.flatMap((rule) => {
    const name = asMap(rule.value).get('name');
    if (typeof name !== 'string') return [];
    return [{ ...below(rule, 'name'), value: name, name: name.trim() }];
  });

const found = <T>(parts: readonly Part[], reads: readonly Read<T>[]): readonly Found<T>[] =>
  reads.flatMap(({ value }, index) => {
    const part = parts[index];
    return value === undefined || part === undefined ? [] : [{ ...below(part), value }];
  });

const NOWHERE: Complaint = { message: 'There is no rule in any of these files' };

/** What is wrong with the files' own keys. */
function topFaults({ files, isWhole }: RulesFiles, mayBeEmpty: boolean): readonly Fault[] {
  const [main] = files;
  const includes = asMap(main?.value).has('include');
  const faults = firstFaults(files, (yaml) => {
    const schema = yaml === main ? rulesFileSchema(includes, mayBeEmpty) : includedFileSchema;
    return checkValue(yaml, schema, yaml.value).faults;
  });
  const isEmpty = isWhole && !mayBeEmpty && listed(files, 'rules').length === 0;
  if (faults.length > 0 || !isEmpty || main === undefined) return faults;
  return [faultIn(main, ['include'], NOWHERE)];
}

const NO_DEFAULTS: FileDefaults = { ok: true, value: {}, faults: [] };

/** What each file says for all its rules. */
function readDefaults(files: readonly YamlFile[], names: RuleNames) {
  const schema = defaultsSchema(names);
  const read = new Map<YamlFile, FileDefaults>();
  for (const yaml of files) {
    const written = asMap(yaml.value).get('defaults') ?? {};
    read.set(yaml, checkValue(yaml, schema, written, ['defaults']));
  }
  return {
    faults: [...read.values()].flatMap(({ faults }) => faults),
    of: ({ yaml }: Part): FileDefaults => read.get(yaml) ?? NO_DEFAULTS,
  };
}

/** Everything that stands in the files, and every fault of it. */
function readParts(folder: ConfigFolder, { files, isWhole }: RulesFiles, channels: ChannelNames) {
  const lists = readWatchlists(folder, files, isWhole);
  const templates = readTemplates(files);
  const known = (names: ReadonlyMap<string, unknown>): KnownNames =>
    isWhole ? [...names.keys()] : undefined;
  const names = { channels, templates: known(templates.texts) };
  const defaults = readDefaults(files, names);
  const when = whenSchema(known(lists.lists));
  const ofRule = ruleSchema(when, names);
  const ruleParts = listed(files, 'rules');
  const rules = untilEnough(ruleParts, (part) => {
    const around = { defaults: defaults.of(part), templates: templates.texts };
    return readRule(part, checkPart(part, ofRule), around);
  });
  const ofMute = muteSchema(when);
  const muteParts = listed(files, 'mutes');
  const mutes = untilEnough(muteParts, (part, index) => readMute(checkPart(part, ofMute), index));
  const faults = [lists, templates, defaults, ...rules, ...mutes].flatMap((part) => part.faults);
  return {
    lists,
    rules: found(ruleParts, rules),
    mutes: found(muteParts, mutes),
    faults: [...faults, ...secondNames('rule', ruleNames(ruleParts))],
  };
}

/**
 * Reads and checks `rules.yaml` and what it includes. All faults at once; with any nothing is to be
 * compiled.
 */
export function readRules(folder: ConfigFolder, options: RulesOptions = {}): ReadRules {
  const { channels, stocks, today, withoutAlerts = [], mayBeEmpty = false } = options;
  const read = readRulesFiles(folder);
  const { files, isWhole } = read;
  if (files.length === 0) return { faults: read.faults, warnings: [] };
  const { lists, rules, mutes, ...parts } = readParts(folder, read, channels);
  const order = files.map(({ source }) => source.file);
  const secrets = files.flatMap(secretValues);
  const own = [...topFaults(read, mayBeEmpty), ...parts.faults, ...secrets];
  const faults = inOrder([...read.faults, ...own], order);
  const doubts = { files, rules, mutes, lists, stocks, today, withoutAlerts };
  // Of a part alone it is not known what is used elsewhere.
  const warnings = isWhole ? inOrder(warningsOf(doubts), order) : [];
  if (faults.length > 0) return { faults, warnings };
  const checked = {
    rules: rules.map(({ value }) => value),
    mutes: mutes.map(({ value }) => value),
    watchlists: lists.checked,
  };
  return { faults, warnings, checked };
}

/** The same, and the set that decides. */
export function loadRules(folder: ConfigFolder, options: RulesOptions = {}): LoadedRules {
  const { checked, ...read } = readRules(folder, options);
  return checked === undefined ? read : { ...read, set: compile(checked) };
}
