import { releasedAt, triggeredAt } from '../vi/episode.ts';
import { timeOf } from '../vi/kst.ts';
import type { AlertView } from './alert-view.ts';
import { expectedWindow } from './card-lines.ts';
import { ARROW, deviationOf, nameOf, referenceOf, SIGN } from './facts.ts';
import { oneLine } from './format.ts';
import type { FilterName } from './template-filters.ts';
import type { Words } from './words/words.ts';

/** A value of an alert that a template may place; `undefined`: this alert has none. */
export type Field =
  | {
      readonly is: 'number';
      readonly about: string;
      readonly read: (view: AlertView) => number | undefined;
      /** How it is written when the template names no filter. */
      readonly natural: FilterName;
    }
  | {
      readonly is: 'text';
      readonly about: string;
      readonly read: (view: AlertView, words: Words) => string | undefined;
      /** Every alert has it. */
      readonly always: boolean;
    };

type ReadNumber = Extract<Field, { is: 'number' }>['read'];
type ReadText = Extract<Field, { is: 'text' }>['read'];

const LONGEST = 200;

const number = (about: string, natural: FilterName, read: ReadNumber): Field => ({
  is: 'number',
  about,
  natural,
  read,
});
const text = (about: string, read: ReadText): Field => ({ is: 'text', about, always: false, read });
const always = (about: string, read: ReadText): Field => ({
  is: 'text',
  about,
  always: true,
  read,
});

/** The moment of the release, once it is known. */
const endOf = ({ event, episode }: AlertView): number | undefined =>
  releasedAt({ ...event, releaseTime: episode.releaseTime ?? event.releaseTime });

function lasted(view: AlertView, words: Words): string | undefined {
  const end = endOf(view);
  return end === undefined ? undefined : words.duration(end - triggeredAt(view.event));
}

function released(view: AlertView): string | undefined {
  const end = endOf(view);
  return end === undefined ? undefined : timeOf(end);
}

function notes({ rules }: AlertView): string | undefined {
  const said = rules.flatMap(({ note }) => note ?? []);
  return said.length === 0 ? undefined : oneLine(said.join(' · '), LONGEST);
}

const names = ({ rules }: AlertView): string =>
  oneLine(rules.map(({ name }) => name).join(', '), LONGEST);

const FIELDS: Readonly<Record<string, Field>> = {
  name: always("the stock's name, or its code", ({ event }) => nameOf(event)),
  stock: always('the code (Kiwoom 9001)', ({ event }) => event.stock),
  sign: always('🔴▲ or 🔵▼', ({ event }) => SIGN[event.direction ?? 'unknown']),
  arrow: always('▲ or ▼', ({ event }) => ARROW[event.direction ?? 'unknown']),
  direction: text(
    '상승 or 하락 (Kiwoom 9069)',
    ({ event }, words) => event.direction && words.direction[event.direction],
  ),
  kind: text(
    '정적, 동적 or 동적+정적 (Kiwoom 9068/1225)',
    ({ event }, words) => event.kind && words.kind[event.kind],
  ),
  count: number('how many-th of the day (Kiwoom 1490)', 'number', ({ event }) => event.count),
  since_last: text('time since the VI before it that day, 7분 30초', ({ event }, words) =>
    event.sinceLast === undefined ? undefined : words.duration(event.sinceLast),
  ),
  deviation: number('signed %, of the limit that fired', 'percent', ({ event }) =>
    deviationOf(event),
  ),
  'deviation.static': number(
    'signed % (Kiwoom 1238)',
    'percent',
    ({ event }) => event.deviation.static,
  ),
  'deviation.dynamic': number(
    'signed % (Kiwoom 1239)',
    'percent',
    ({ event }) => event.deviation.dynamic,
  ),
  change: number('signed %, on the day (Kiwoom 1489)', 'percent', ({ event }) => event.change),
  price: number('won (Kiwoom 1221)', 'number', ({ event }) => event.price),
  reference: number('won, what the deviation is from', 'number', ({ event }) => referenceOf(event)),
  volume: number('shares today (Kiwoom 13)', 'number', ({ event }) => event.volume),
  turnover: number('won today (Kiwoom 14)', 'number', ({ event }) => event.turnover),
  market: text(
    '코스피 or 코스닥 (Kiwoom 9008)',
    ({ event }, words) => event.market && words.market[event.market],
  ),
  venue: text('KRX or NXT', ({ event }, words) => event.venue && words.venue[event.venue]),
  type: text('stock, etf, etn, reit, spac or preferred', ({ event }) => event.type),
  day: always('2026-11-20', ({ event }) => event.day),
  time: always('when it fired, 11:02:01 (Kiwoom 1223)', ({ event }) => event.triggerTime),
  expected: always('when its end is due, 11:04:01~11:04:31', ({ event }) => expectedWindow(event)),
  released: text('when it ended, 11:04:14 (Kiwoom 1224)', released),
  lasted: text('how long it lasted, 2분 13초', lasted),
  rules: always('the names of the rules', names),
  note: text("the rules' notes", notes),
};

export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);

export const fieldOf = (name: string): Field | undefined =>
  Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
