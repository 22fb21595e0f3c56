import { isStockCode, type StockList } from '../vi/stock.ts';
import type { Complaint, Fault } from '../yaml/fault.ts';
import { faultAtPart } from '../yaml/yaml-file.ts';
import { leaves, type Doubts } from './doubts.ts';
import { likelyStock } from './likely-stock.ts';
import type { Mention } from './mention.ts';

/** A list of another market's codes has thousands; a search for each would take seconds. */
const SEARCHED = 20;

function mentionsIn(doubts: Doubts): readonly Mention[] {
  const inLists = [...doubts.lists.lists.values()]
    .flatMap(({ entries }) => entries)
    .flatMap(({ source, ...at }) => (source.is === 'stock' ? [{ at, text: source.text }] : []));
  const inRules = leaves(doubts).flatMap(({ at, condition }) =>
    (condition.is === 'stock' ? condition.stocks : []).map((text) => ({ at, text })),
  );
  const placed = [...inLists, ...inRules].map(({ at, text }) => ({
    text,
    fault: (complaint: Complaint) => faultAtPart(at, complaint),
  }));
  return [...placed, ...doubts.lists.mentions];
}

function complaintAbout(text: string, stocks: StockList, isSearched: boolean): Complaint {
  const what = isStockCode(text) ? 'code' : 'name';
  const message = `\`${text}\`: no ${what} of today's stock list`;
  const likely = isSearched ? likelyStock(text, stocks) : undefined;
  if (likely === undefined) return { message };
  const { code, name } = likely;
  return { message, near: what === 'code' ? code : name, expected: `${code} ${name}` };
}

/** Stocks that nobody trades today, each with the one that was probably meant. */
export function stockWarnings(doubts: Doubts): readonly Fault[] {
  const { stocks } = doubts;
  if (stocks === undefined || stocks.size === 0) return [];
  const names = new Set([...stocks.values()].map(({ name }) => name));
  return mentionsIn(doubts)
    .filter(({ text }) => !stocks.has(text) && !names.has(text))
    .map(({ text, fault }, index) => fault(complaintAbout(text, stocks, index < SEARCHED)));
}
