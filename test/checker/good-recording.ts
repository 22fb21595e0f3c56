import type { ChatRequest, Expectation, LedgerLine, Recording, SentFrame } from './recording.ts';

/**
 * Twelve interruptions in 3.6 s, told to a group and, every second one, to a Slack channel: cards,
 * two digests, a repeat after a lost answer, a mute, and every end. Nothing is wrong with it.
 */

const BEGAN = Date.parse('2026-11-20T10:00:00+09:00');
const COUNT = 12;
const EVERY_MS = 300;
const LASTS_MS = 133_000;
const MARK = '(다시 보냄: 중복일 수 있음)';

export const GROUP = 'telegram:-1001';
export const CHANNEL = 'slack:C0DESK';

const kst = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(11, 19);
const two = (n: number): string => String(n).padStart(2, '0');

interface One {
  readonly stock: string;
  readonly name: string;
  readonly at: number;
}

const ALL: readonly One[] = Array.from({ length: COUNT }, (_, n) => ({
  stock: `9000${two(n)}`,
  name: `종목${two(n)}호`,
  at: BEGAN + n * EVERY_MS,
}));
/** Its mute is confirmed before it fires. */
const MUTED = ALL.slice(11);

const endOf = ({ at }: One): number => at + LASTS_MS;

function frame(one: One, at: number, released: boolean): SentFrame {
  const row = (item: string): object => ({
    type: '1h',
    name: 'VI발동/해제',
    item,
    values: {
      '9001': item,
      '302': one.name,
      '1223': kst(one.at).replaceAll(':', ''),
      '1224': released ? kst(endOf(one)).replaceAll(':', '') : '000000',
    },
  });
  const data = [row(one.stock), row(`${one.stock}_AL`)];
  return { at, text: JSON.stringify({ trnm: 'REAL', data }) };
}

function card(one: One, released: boolean, mark = ''): string {
  const first = released
    ? `⏹ ${one.name} 정적VI 해제 ${kst(endOf(one))} (2분 13초)`
    : `🔴▲ ${one.name} 상승 정적VI 1회 +10.60%`;
  const time = `${kst(one.at)} 발동 → 10:02:00~10:02:30 해제 예상`;
  return [first, mark, '3,860원 (기준 3,490)', time, '규칙: 모든 VI'].filter(Boolean).join('\n');
}

function digest(some: readonly One[], released: boolean): string {
  const lines = some.map((one) => {
    const end = released ? ` → 해제 ${kst(endOf(one))}` : '';
    return `▲ ${one.name} 정적 1회 +10.60% 3,860원 ${kst(one.at)}${end}`;
  });
  return [`VI ${some.length}건 (▲${some.length})`, ...lines, '규칙: 모든 VI'].join('\n');
}

const saying = (some: readonly One[], released: boolean, mark = ''): string =>
  some.length === 1 && some[0] ? card(some[0], released, mark) : digest(some, released);

interface Telling {
  readonly id: string;
  readonly some: readonly One[];
  readonly mark?: string;
}

const GROUP_MESSAGES: readonly Telling[] = [
  { id: '1', some: ALL.slice(0, 1) },
  { id: '2', some: ALL.slice(1, 5) },
  { id: '4', some: ALL.slice(5, 6) },
  { id: '5', some: ALL.slice(5, 6), mark: MARK },
  { id: '6', some: ALL.slice(6, 11) },
];
const CHANNEL_MESSAGES: readonly Telling[] = ALL.filter((_, n) => n % 2 === 0).map((one) => ({
  id: `17.${one.stock}`,
  some: [one],
}));

/** Posts one every 1.1 s, then, when all is over, edits one every 3 s. */
function told(chat: string, messages: readonly Telling[]): readonly ChatRequest[] {
  const posts = messages.map(({ id, some, mark }, n) => {
    const at = Math.max(BEGAN + 200 + n * 1_100, (some.at(-1)?.at ?? 0) + 10);
    return { at, chat, op: 'post' as const, id, text: saying(some, false, mark) };
  });
  const edits = messages.map(({ id, some, mark }, n) => {
    const at = BEGAN + COUNT * EVERY_MS + LASTS_MS + n * 3_000;
    return { at, chat, op: 'edit' as const, id, text: saying(some, true, mark) };
  });
  return [...posts, ...edits];
}

const CONFIRMATION: ChatRequest = {
  at: BEGAN - 5_000,
  chat: GROUP,
  op: 'post',
  text: '🔕 음소거: 종목11호, 20:00까지',
  id: '0',
};

function outcomeOf(telling: Telling | undefined): string {
  if (telling === undefined) return 'muted';
  return telling.some.length > 1 ? 'merged' : 'sent';
}

const LEDGER: readonly LedgerLine[] = ALL.flatMap(({ stock, name, at }, n) => {
  const row = { stock, venue: 'krx', trigger_time: kst(at), event: 'trigger', rule: '모든 VI' };
  const inGroup = GROUP_MESSAGES.findLast(({ some }) => some.some((one) => one.name === name));
  const phone = {
    ...row,
    channel: 'phone',
    outcome: outcomeOf(inGroup),
    message_id: inGroup?.id ?? null,
  };
  const desk = { ...row, channel: 'desk', outcome: 'sent', message_id: `17.${stock}` };
  return n % 2 === 0 ? [phone, desk] : [phone];
});

export const GOOD: Recording = {
  frames: [
    ...ALL.map((one) => frame(one, one.at, false)),
    ...ALL.map((one) => frame(one, endOf(one), true)),
  ],
  requests: [
    CONFIRMATION,
    ...told(GROUP, GROUP_MESSAGES),
    ...told(CHANNEL, CHANNEL_MESSAGES),
  ].toSorted((a, b) => a.at - b.at),
  ledger: LEDGER,
  gaps: [],
  mutes: MUTED.map(({ stock }) => ({
    chat: GROUP,
    stock,
    from: CONFIRMATION.at,
    to: BEGAN + 36_000_000,
  })),
};

export const WANTED: Expectation = {
  chats: { phone: GROUP, desk: CHANNEL },
  wishes: ({ stock }) => {
    const phone = { rule: '모든 VI', channel: 'phone' };
    return Number(stock) % 2 === 0 ? [phone, { ...phone, channel: 'desk' }] : [phone];
  },
  isOwnVoice: (text) => text.startsWith('🔕'),
};
