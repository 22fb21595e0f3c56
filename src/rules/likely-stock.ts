import type { Stock, StockList } from '../vi/stock.ts';
import { isStockCode } from '../vi/stock.ts';
import { nearest } from '../yaml/nearest.ts';

/** Two neighbours that stand the wrong way round leave four of six letters in place. */
const LETTERS_IN_PLACE = 4;
const LENGTHS_APART = 2;

const inPlace = (a: string, b: string): number =>
  a.split('').filter((letter, index) => letter === b[index]).length;

/** Ordinary shares first: where several are equally near, they are meant most often. */
const ordinaryFirst = (stocks: StockList): readonly Stock[] =>
  [...stocks.values()].toSorted((a, b) => Number(b.type === 'stock') - Number(a.type === 'stock'));

function byCode(code: string, all: readonly Stock[]): Stock | undefined {
  const alike = all.filter((one) => inPlace(one.code, code) >= LETTERS_IN_PLACE);
  const near = nearest(
    code,
    alike.map((one) => one.code),
  );
  return alike.find((one) => one.code === near);
}

function byName(text: string, all: readonly Stock[]): Stock | undefined {
  const around = all.filter(({ name }) => name.includes(text));
  if (around.length === 1) return around[0];
  const alike = all.filter(({ name }) => Math.abs(name.length - text.length) <= LENGTHS_APART);
  const near = nearest(
    text,
    alike.map(({ name }) => name),
  );
  return alike.find(({ name }) => name === near);
}

/** The listed stock that a code or name was probably to mean; `undefined`: none is near. */
export function likelyStock(text: string, stocks: StockList): Stock | undefined {
  const all = ordinaryFirst(stocks);
  return isStockCode(text) ? byCode(text, all) : byName(text, all);
}
