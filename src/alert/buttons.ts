import { mutePress } from '../vi/press.ts';
import type { Button } from './message.ts';
import type { Words } from './words/words.ts';

const page = (stock: string, name: string): string =>
  `https://m.stock.naver.com/domestic/stock/${encodeURIComponent(stock)}/${name}`;

/** Under every alert: mute 30 min / today, chart, news (contract.md; URLs of market.md). */
export const alertButtons = (stock: string, words: Words): readonly (readonly Button[])[] => [
  [
    { label: words.button.mute30, press: mutePress(stock, '30m') },
    { label: words.button.muteToday, press: mutePress(stock, 'today') },
    { label: words.button.chart, url: page(stock, 'total') },
    { label: words.button.news, url: page(stock, 'news') },
  ],
];
