import type { CommandState, Told } from '../../src/command/command.ts';
import type { RuleSet } from '../../src/rules/rule.ts';
import { instantOf } from '../../src/vi/kst.ts';
import type { Mute, MuteTarget } from '../../src/vi/mute.ts';
import type { Stock } from '../../src/vi/stock.ts';
import { newMute } from '../helpers/new-mute.ts';
import { rule } from '../helpers/rule-set.ts';

export const NOW = instantOf('2026-11-20', '09:00:00');
export const GROUP = 'telegram:-100123';

const stock = (code: string, name: string): [string, Stock] => [
  code,
  { code, name, market: 'kospi', type: 'stock', nxt: true },
];

export const STOCKS = new Map([
  stock('005930', '삼성전자'),
  stock('005935', '삼성전자우'),
  stock('009150', '삼성전기'),
  stock('000660', 'SK하이닉스'),
  stock('035720', '카카오'),
  stock('323410', '카카오뱅크'),
  stock('051910', 'LG화학'),
  stock('0126Z0', '삼성에피스홀딩스'),
  stock('005380', '현대차'),
  stock('117580', '대성에너지'),
]);

export const ruleSet = (
  ruleNames: readonly string[],
  watchlistNames: readonly string[],
): RuleSet => ({
  rules: ruleNames.map((name) => rule({ name })),
  standingMutes: [],
  watchlistNames,
  match: () => [],
  explain: () => [],
  watchlistsOf: () => new Set(),
  written: { rules: new Map(), watchlists: new Map(), mutes: new Map() },
  standingMute: () => undefined,
});

const RULES = ruleSet(
  ['반도체 상승 VI', '급등주', '겹치는 이름', '하락 정적'],
  ['반도체', '테마', '겹치는 이름', '이차전지'],
);

/** A group in Telegram, a Friday at 09:00:00, nothing muted and nothing told. */
export const stateOf = (given: Partial<CommandState> = {}): CommandState => ({
  now: NOW,
  person: 'telegram:1',
  where: { chat: GROUP, direct: false },
  locale: 'ko',
  people: [{ name: '나', role: 'operator', telegram: '1', slack: undefined }],
  mutes: [],
  standing: [],
  rules: RULES,
  rulesFault: undefined,
  stocks: STOCKS,
  told: [],
  history: [],
  acted: [],
  feed: { is: 'watching', since: NOW },
  channels: [],
  ...given,
});

export const SAMSUNG: MuteTarget = { is: 'stock', code: '005930', name: '삼성전자' };

export const muteOf = (given: Partial<Mute> = {}): Mute => ({
  ...newMute(NOW, { target: SAMSUNG, scope: { is: 'chat', chat: GROUP }, by: 'telegram:1' }),
  id: 7,
  until: instantOf('2026-11-20', '20:00:00'),
  ...given,
});

export const toldOf = (given: Partial<Told> = {}): Told => ({
  event: 'e1',
  stock: '005930',
  rule: '급등주',
  chat: GROUP,
  watchlists: new Set(['반도체']),
  ...given,
});
