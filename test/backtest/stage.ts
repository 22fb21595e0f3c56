import { WRITER } from '../../src/alert/writer.ts';
import type { Stage } from '../../src/backtest/play-day.ts';
import { SAMPLE_STOCKS } from '../../src/backtest/sample-day.ts';
import { loadRules } from '../../src/rules/load-rules.ts';
import type { RuleSet } from '../../src/rules/rule.ts';
import { TELL_ALL, type ChannelSettings, type Target } from '../../src/settings/settings.ts';
import { folderOf } from '../../src/yaml/config-folder.ts';

const GROUP: Target = { platform: 'telegram', chat: '-1001', topic: undefined };
const CONSOLE: Target = { platform: 'console' };

const channelOf = (name: string, target: Target): ChannelSettings => ({
  name,
  target,
  locale: 'ko',
  limits: undefined,
  digestAfter: 3_000,
  usefulFor: 150_000,
  fallback: undefined,
  tell: TELL_ALL,
  quiet: undefined,
});

/** A set of the rules under `rules:`, which may tell `phone` and `screen`. */
export function rulesOf(rules: string): RuleSet {
  const files = folderOf({ 'rules.yaml': `rules:\n${rules}\n` });
  const { set, faults } = loadRules(files, { channels: ['phone', 'screen'] });
  if (set === undefined) throw new Error(faults[0]?.message);
  return set;
}

/** A Telegram group and a console, the sample's stocks, and these rules. */
export const stageOf = (rules: string): Stage => ({
  rules: rulesOf(rules),
  channels: [channelOf('phone', GROUP), channelOf('screen', CONSOLE)],
  writer: WRITER,
  stocks: SAMPLE_STOCKS,
});
