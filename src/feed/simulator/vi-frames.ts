import type { TimeOfDay } from '../../vi/kst.ts';
import type { Copy } from './copies.ts';
import type { ScheduledVi } from './market-day.ts';
import { percent } from './prices.ts';

/** When it fired and, unless it still runs, when it ended. */
export interface Stamps {
  readonly trigger: TimeOfDay;
  readonly release: TimeOfDay | undefined;
}

type Values = readonly (readonly [field: string, value: string])[];

const SUFFIX: Readonly<Record<Copy, string>> = { bare: '', nxt: '_NX', merged: '_AL' };
const KIND_DIGIT = { static: '1', dynamic: '2', both: '3' } as const;
/** Field 1225 (kiwoom.md 1). */
export const KIND_TEXT = { static: '정적', dynamic: '동적', both: '동적+정적' } as const;
const MARKET_NUMBER = { kospi: '001', kosdaq: '101' } as const;

/** `HHmmss`. Midnight would read as "still running", so it becomes the second after. */
function wireTime(time: TimeOfDay): string {
  const digits = time.replaceAll(':', '');
  return digits === '000000' ? '000001' : digits;
}

/** Field 1224: `000000` while it runs (kiwoom.md 1). */
export const releaseTime = ({ release }: Stamps): string =>
  release === undefined ? '000000' : wireTime(release);

/** Field 1223 (kiwoom.md 1). */
export const triggerTime = ({ trigger }: Stamps): string => wireTime(trigger);

/** `+10.07`, and `0.00` against a reference that does not apply. */
export function signedPercent(price: number, reference: number): string {
  if (reference === 0) return '0.00';
  const text = percent(price, reference).toFixed(2);
  return text.startsWith('-') || text === '0.00' ? text : `+${text}`;
}

/** The fields in the order of the wire. Missing ones are those that live opening frames lack. */
function valuesOf(vi: ScheduledVi, code: string, stamps: Stamps): Values {
  const { stock, price, staticReference, dynamicReference, direction, kind, sparse } = vi;
  const sign = direction === 'up' ? '+' : '-';
  const all: readonly (readonly [string, string, 'always' | 'in trading'])[] = [
    ['9001', code, 'always'],
    ['302', stock.name, 'always'],
    ['13', String(vi.volume), 'in trading'],
    ['14', String(vi.turnover), 'in trading'],
    ['9068', KIND_DIGIT[kind], 'always'],
    ['9008', MARKET_NUMBER[stock.market], 'in trading'],
    ['9075', '1', 'in trading'],
    ['1221', String(price), 'always'],
    ['1223', triggerTime(stamps), 'always'],
    ['1224', releaseTime(stamps), 'always'],
    ['1225', KIND_TEXT[kind], 'always'],
    ['1236', String(staticReference), 'always'],
    ['1237', String(dynamicReference), 'in trading'],
    ['1238', signedPercent(price, staticReference), 'always'],
    ['1239', signedPercent(price, dynamicReference), 'in trading'],
    ['1489', signedPercent(price, stock.close), 'in trading'],
    ['1490', String(vi.count), 'in trading'],
    ['9069', direction === 'up' ? '1' : '2', 'always'],
    ['1279', sign + KIND_TEXT[kind], 'in trading'],
  ];
  return all.flatMap(([field, value, when]) =>
    sparse && when === 'in trading' ? [] : [[field, value] as const],
  );
}

/** By hand, because an object would put fields that look like numbers into their order. */
const toJson = (values: Values): string =>
  `{${values.map(([field, value]) => `"${field}":${JSON.stringify(value)}`).join(',')}}`;

/** 9001 is bare or suffixed (kiwoom.md 1): here every other VI of a stock. */
function rowOf(vi: ScheduledVi, copy: Copy, stamps: Stamps): string {
  const item = vi.stock.code + SUFFIX[copy];
  const code = vi.count % 2 === 1 ? item : vi.stock.code;
  const values = toJson(valuesOf(vi, code, stamps));
  return `{"type":"1h","name":"VI발동/해제","item":"${item}","values":${values}}`;
}

/** The frames that tell of this interruption: its trigger, or its release with only 1224 changed. */
export const viFrames = (vi: ScheduledVi, stamps: Stamps): readonly string[] =>
  vi.copies.map((copies) => {
    const rows = copies.map((copy) => rowOf(vi, copy, stamps)).join(',');
    return `{"data":[${rows}],"trnm":"REAL"}`;
  });
