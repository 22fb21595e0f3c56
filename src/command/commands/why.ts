import type { Locale } from '../../alert/message.ts';
import type { RuleVerdict } from '../../rules/rule.ts';
import type { LedgerRow } from '../../store/obligation.ts';
import type { Standing } from '../../store/outcome.ts';
import { happenedAt, isLate } from '../../vi/episode.ts';
import type { ViEvent } from '../../vi/event.ts';
import { timeOf } from '../../vi/kst.ts';
import type { MuteTarget } from '../../vi/mute.ts';
import { askWhich } from '../choices.ts';
import type { Command, CommandState, Lived, Outcome } from '../command.ts';
import { refuse, unknownTarget } from '../mute-faults.ts';
import { targetText } from '../mute-text.ts';
import { shortened, told } from '../reply.ts';
import { findTarget, targetsOf } from '../target.ts';

type InBoth = Readonly<Record<Locale, string>>;

const STANDING: Readonly<Record<Standing, InBoth>> = {
  sent: { ko: '보냄', en: 'sent' },
  merged: { ko: '묶음에 넣어 보냄', en: 'sent within a digest' },
  muted: { ko: '음소거됨', en: 'muted' },
  suppressed: { ko: '억제됨', en: 'suppressed' },
  repeat: { ko: '채팅에 이미 있음', en: 'already in the chat' },
  expired: { ko: '늦어서 알리지 않음', en: 'too late to tell' },
  failed: { ko: '실패', en: 'failed' },
  unknown: { ko: '도착 여부를 모름', en: 'may or may not have arrived' },
  waiting: { ko: '대기 중', en: 'waiting' },
};

const KIND: Readonly<Record<string, InBoth>> = {
  static: { ko: '정적', en: 'static' },
  dynamic: { ko: '동적', en: 'dynamic' },
  both: { ko: '동적+정적', en: 'static and dynamic' },
};

const EVENT = {
  trigger: { ko: '발동', en: 'triggered' },
  release: { ko: '해제', en: 'released' },
} as const;

const ABSENT: InBoth = { ko: '키움 기록에 없음', en: "not in the broker's history" };
const CAUGHT_UP: InBoth = { ko: '키움 기록에서 뒤늦게 앎', en: "learnt from the broker's history" };

/** How it came to be known, where that was out of the ordinary. */
function remarks({ event, isAbsent }: Lived, locale: Locale): string {
  const seconds = Math.round((event.heardAt - happenedAt(event)) / 1000);
  const heard: InBoth = { ko: `${seconds}초 늦게 들음`, en: `heard ${seconds} s late` };
  const all = [
    event.source === 'catch-up' ? CAUGHT_UP[locale] : '',
    isLate(event, event.heardAt) ? heard[locale] : '',
    isAbsent === true ? ABSENT[locale] : '',
  ].filter((part) => part !== '');
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
}

/** `09:05:00 발동 정적 1회 KRX`. */
function headline(lived: Lived, locale: Locale): string {
  const { event } = lived;
  const at = timeOf(happenedAt(event));
  const kind = KIND[event.kind ?? '']?.[locale];
  const nth =
    event.count === undefined
      ? undefined
      : { ko: `${event.count}회`, en: `#${event.count}` }[locale];
  const parts = [at, EVENT[event.event][locale], kind, nth, event.venue?.toUpperCase()];
  return parts.filter((part) => part !== undefined).join(' ') + remarks(lived, locale);
}

/** `반도체 상승 VI → phone: 보냄 09:05:00 (0.4초 뒤)`. */
function rowLine(row: LedgerRow, event: ViEvent, locale: Locale): string {
  const seconds = ((row.at - happenedAt(event)) / 1000).toFixed(1);
  const took = { ko: `${seconds}초 뒤`, en: `after ${seconds} s` }[locale];
  const isTold = row.outcome === 'sent' || row.outcome === 'merged';
  const why = [isTold ? took : undefined, row.reason ?? undefined].filter(
    (part) => part !== undefined,
  );
  const because = why.length === 0 ? '' : ` (${why.join(', ')})`;
  return `  ${row.rule} → ${row.channel}: ${STANDING[row.outcome][locale]} ${timeOf(row.at)}${because}`;
}

/** The first condition of a rule that said no, with the value it saw. */
function refusal({ rule, off, conditions }: RuleVerdict): string {
  const no = conditions.find(({ matched }) => !matched);
  if (off !== undefined || no === undefined) return `  ✗ ${rule}: ${off ?? ''}`;
  return `  ✗ ${rule}: ${no.word} ${no.test} ← ${no.value ?? '–'}`;
}

/** One event: what became of it for each rule that matched, and why the others did not. */
function story(lived: Lived, { rules, locale }: CommandState): readonly string[] {
  const { event, rows } = lived;
  const matched = new Set(rows.map(({ rule }) => rule));
  const others = rules
    .explain(event)
    .filter(({ rule, matched: now }) => !now && !matched.has(rule));
  return [
    headline(lived, locale),
    ...rows.map((row) => rowLine(row, event, locale)),
    ...others.map(refusal),
  ];
}

function tell(stock: MuteTarget, state: CommandState): Outcome {
  const code = stock.is === 'stock' ? stock.code : '';
  const lives = state.history.filter(({ event }) => event.stock === code);
  const name = targetText(stock, state.locale);
  const count = { ko: `${name}: 오늘 ${lives.length}건`, en: `${name}: ${lives.length} today` }[
    state.locale
  ];
  const lines = lives.toReversed().flatMap((lived) => story(lived, state));
  return told([count, ...shortened(lines, state.locale)]);
}

const USAGE = '<stock>';

function run(words: readonly string[], state: CommandState): Outcome {
  if (words.length === 0) return refuse({ is: 'no-target', word: `why ${USAGE}` }, state.locale);
  const stocks = targetsOf(state).filter(({ is }) => is === 'stock');
  const found = findTarget(words, stocks);
  if (found.is === 'none') return refuse(unknownTarget(found), state.locale);
  if (found.is === 'one') return tell(found.target, state);
  return askWhich('why', found.targets, { all: [], options: [] }, state.locale);
}

export const why: Command = {
  name: 'why',
  aliases: ['왜'],
  needs: 'viewer',
  usage: USAGE,
  about: { ko: '이 종목 알림이 왜 왔고 왜 안 왔는지', en: 'why a stock was told, or was not' },
  looksBack: true,
  run,
};
