/** Numbers and times as traders read them (market.md, "On a phone"). All pure. */
import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';

const MAN = 10_000;
const EOK = 100_000_000;
const JO = 1_000_000_000_000;

/** A whole number with thousands commas, cut towards zero: `12,350`. */
export const grouped = (value: number): string => Math.trunc(value).toLocaleString('en-US');

/** Signed, two decimals: `+10.07%`, `-3.10%`, `0.00%`. */
export function percent(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  if (Number(digits) === 0) return '0.00%';
  return `${value < 0 ? '-' : '+'}${digits}%`;
}

/** Cut, never rounded up, to one decimal below 10 and to a whole number from there. */
function cut(value: number): string {
  return value < 10 ? String(Math.floor(value * 10) / 10) : grouped(value);
}

/** Won in 조 and 억: `412억`, `1조 2,300억`, `1.9억`, `9,500만`, `800원`. */
export function koreanMoney(won: number): string {
  if (won >= JO) {
    const eok = Math.floor((won % JO) / EOK);
    return `${grouped(won / JO)}조${eok > 0 ? ` ${grouped(eok)}억` : ''}`;
  }
  if (won >= EOK) return `${cut(won / EOK)}억`;
  return won >= MAN ? `${grouped(won / MAN)}만` : `${grouped(won)}원`;
}

/** Won in English units: `₩41.2B`, `₩1.23T`, `₩950M`. */
export function englishMoney(won: number): string {
  const short = won.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
  return `₩${short}`;
}

/** Hours, minutes and seconds of a span, cut to whole seconds; never negative. */
function hms(ms: number): { hours: number; minutes: number; seconds: number } {
  const all = Math.max(0, Math.floor(ms / 1000));
  return {
    hours: Math.floor(all / 3600),
    minutes: Math.floor((all % 3600) / 60),
    seconds: all % 60,
  };
}

/** The two largest units of a span that are not zero, each with its word: `2분 13초`. */
export function spanned(ms: number, units: readonly [string, string, string]): string {
  const { hours, minutes, seconds } = hms(ms);
  const [hour, minute, second] = units;
  const parts = [`${hours}${hour}`, `${minutes}${minute}`, `${seconds}${second}`];
  const told = parts.filter((part) => !part.startsWith('0'));
  return told.length > 0 ? told.slice(0, 2).join(' ') : `0${second}`;
}

/** A piece of time. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** `09:00:05~09:00:41` in Korea; with the days where they differ: `11-20 20:00:00~11-23 08:59:00`. */
export function timeSpan(from: EpochMs, to: EpochMs): string {
  const oneDay = dayOf(from) === dayOf(to);
  const text = (at: EpochMs): string => (oneDay ? '' : `${dayOf(at).slice(5)} `) + timeOf(at);
  return `${text(from)}~${text(to)}`;
}

/** Pieces of time, the first one first, as one that has holes: its span, and its length in ms. */
export function inAll(
  pieces: readonly Span[],
): { readonly span: string; readonly ms: number } | undefined {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const ms = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
  return { span: timeSpan(first.from, last.to), ms };
}

/** One line of at most `longest` UTF-16 units: white space folded, the end cut with `…`. */
export function oneLine(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= longest) return line;
  // A pair cut in half would be a lone surrogate.
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
