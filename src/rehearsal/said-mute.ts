import { textOf } from '../alert/message.ts';
import type { CommandState } from '../command/command.ts';
import { mute } from '../command/commands/mute.ts';
import { wordsOf } from '../command/words.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { NewMute } from '../vi/mute.ts';
import type { StockList } from '../vi/stock.ts';

/** Where and when a mute of a test is said; `chat` is `undefined` for everyone. */
export interface Said {
  readonly chat: string | undefined;
  readonly at: EpochMs;
  readonly rules: RuleSet;
  readonly stocks: StockList;
}

const stateOf = ({ chat, at, rules, stocks }: Said): CommandState => ({
  now: at,
  person: 'test',
  where: { chat, direct: false },
  locale: 'ko',
  people: [],
  mutes: [],
  standing: rules.standingMutes,
  rules,
  rulesFault: undefined,
  stocks,
  told: [],
  history: [],
  acted: [],
  feed: undefined,
  channels: [],
});

/** The mute that the chat command of these words makes, or why it makes none. */
export function saidMute(words: string, said: Said): NewMute | { readonly fault: string } {
  const { effects, reply } = mute.run(wordsOf(words), stateOf(said));
  const effect = effects.find(({ is }) => is === 'mute');
  if (effect?.is === 'mute') return effect.mute;
  return {
    fault: textOf(reply({ mute: undefined }))
      .split('\n')
      .join(' '),
  };
}
