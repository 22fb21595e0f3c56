import type { Locale } from '../../../src/alert/message.ts';
import type { CommandState, Lived } from '../../../src/command/command.ts';
import { findCommand } from '../../../src/command/find-command.ts';
import { muteEnded } from '../../../src/command/mute-ended.ts';
import { muteReminder } from '../../../src/command/mute-reminder.ts';
import { toResult } from '../../../src/command/result.ts';
import type { Watched } from '../../../src/command/watch-change.ts';
import type { LedgerRow } from '../../../src/store/obligation.ts';
import { instantOf } from '../../../src/vi/kst.ts';
import { muteOf, ruleSet, stateOf, toldOf } from '../../command/state.ts';
import { DAY, GAS, SEMICONDUCTOR } from './alerts.ts';
import type { Scene } from './scene.ts';

export const CHAT = 'telegram:1';
export const RULE = '상승 VI 2회까지';
const NOW = instantOf(DAY, '11:05:10');
const at = (time: string): number => instantOf(DAY, time);

const MUTES = [
  muteOf({ id: 11, scope: { is: 'chat', chat: CHAT }, reason: '점심' }),
  muteOf({
    id: 12,
    target: { is: 'watchlist', name: '이차전지' },
    scope: { is: 'everyone' },
    nextLeft: 3,
  }),
];

export const row = (given: Partial<LedgerRow>): LedgerRow => ({
  day: DAY,
  stock: GAS.stock,
  venue: 'krx',
  kind: 'static',
  trigger_time: GAS.triggerTime,
  event: 'trigger',
  rule: RULE,
  channel: 'phone',
  outcome: 'sent',
  reason: null,
  message_id: '17',
  at: at(GAS.triggerTime) + 600,
  ...given,
});

const muted = { outcome: 'muted', reason: 'mute 11 by telegram:1', channel: 'desk' } as const;
const HISTORY: readonly Lived[] = [
  { event: GAS, episode: 'gas', rows: [row({}), row(muted)] },
  { event: SEMICONDUCTOR, episode: 'semiconductor', rows: [] },
];

const RULES = {
  ...ruleSet([RULE, '반도체 VI', '장 초반 급락'], ['반도체', '이차전지']),
  explain: () => [
    {
      rule: '장 초반 급락',
      matched: false,
      off: undefined,
      conditions: [{ word: 'direction', test: 'down', value: 'up', matched: false }],
    },
  ],
};

export const state = (locale: Locale, given: Partial<CommandState> = {}): CommandState =>
  stateOf({
    now: NOW,
    locale,
    rules: RULES,
    feed: { is: 'watching', since: at('07:59:30') },
    told: ['opening', 'now'].map((event) =>
      toldOf({ event, stock: GAS.stock, chat: CHAT, rule: RULE }),
    ),
    where: { chat: CHAT, direct: true },
    channels: [
      { name: 'phone', chat: CHAT, waiting: 0, paused: undefined, quietUntil: undefined },
      { name: 'desk', chat: 'slack:C1', waiting: 0, paused: undefined, quietUntil: undefined },
    ],
    mutes: MUTES,
    history: HISTORY,
    standing: [{ reason: '점심', index: 1, text: 'time: 11:30-12:30', expires: undefined }],
    ...given,
  });

/** What the bot answers to these words at 11:05 in a private chat. */
export const answering = (
  words: string,
  given: Partial<CommandState> = {},
  watched?: Watched,
): Scene => ({
  shows: words,
  kind: 'answer',
  said: words,
  message(locale) {
    const said = findCommand(words);
    return said.command.run(said.words, state(locale, given)).reply({ mute: 13, watched });
  },
});

/** The last commands, answered in the reader's language. */
const audited: Scene = {
  ...answering('audit'),
  message(locale) {
    const acted = ['mute 삼성전자 today', 'unmute 삼성전자'].map((words, index) => ({
      id: `telegram:${851_000 + index}`,
      person: CHAT,
      words,
      result: toResult(answering(words).message(locale)),
      at: NOW - (2 - index) * 600_000,
    }));
    return answering('audit', { acted }).message(locale);
  },
};

const muteEnd: Scene = {
  shows: 'the end of a mute',
  kind: 'mute',
  message: (locale) => muteEnded(muteOf({ id: 11 }), 3, locale),
};

const reminder: Scene = {
  shows: 'a mute of more than a day, each trading morning',
  kind: 'mute',
  message: (locale) =>
    muteReminder(
      [{ mute: muteOf({ id: 9, until: instantOf('2026-11-30', '09:00:00') }), hidden: 14 }],
      NOW,
      locale,
    ),
};

export const MUTE_SCENES: readonly Scene[] = [
  answering('mute 대성에너지 30m'),
  answering('mute 이차전지 next 3'),
  answering('mute 삼성'),
  answering('mute 삼섬전자'),
  answering('mutes'),
  answering('unmute 삼성전자'),
  muteEnd,
  reminder,
];

export const ANSWER_SCENES: readonly Scene[] = [
  answering('status'),
  answering('rules'),
  answering('why 대성에너지'),
  audited,
  answering('reload'),
  answering('watch 반도체 add 카카오', {}, { is: 'written', held: { ok: true, lines: [] } }),
  answering('test'),
  answering('staus'),
];

export const HELP_SCENES: readonly Scene[] = [
  answering('help'),
  answering('today', { history: [] }),
];
