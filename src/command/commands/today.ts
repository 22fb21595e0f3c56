import type { Locale } from '../../alert/message.ts';
import type { MuteTarget } from '../../vi/mute.ts';
import { askWhich } from '../choices.ts';
import { countAlerts } from '../alerts-told.ts';
import type { Command, CommandState, Outcome, Told } from '../command.ts';
import { refuse, unknownTarget } from '../mute-faults.ts';
import { targetText } from '../mute-text.ts';
import { dayPicture } from '../day-picture.ts';
import { answer, shortened, told } from '../reply.ts';
import { stockPicture } from '../stock-picture.ts';
import { findTarget, targetsOf } from '../target.ts';

/** Under a picture there is less room than in a message. */
const CAPTION_LINES = 8;

const headline = (parts: readonly Told[], locale: Locale): string => {
  const count = countAlerts(parts);
  return { ko: `오늘 알림 ${count}건`, en: `Alerts today: ${count}` }[locale];
};

function stockLine(code: string, parts: readonly Told[], { stocks, locale }: CommandState): string {
  const stock = { is: 'stock' as const, code, name: stocks.get(code)?.name ?? code };
  const rules = [...new Set(parts.map(({ rule }) => rule))].join(', ');
  const count = { ko: `${countAlerts(parts)}건`, en: `${countAlerts(parts)}` }[locale];
  return `${targetText(stock, locale)} ${count} · ${rules}`;
}

/** What this chat was told, the stocks with the most alerts first. */
function toldHere(state: CommandState, stock: MuteTarget | undefined): Outcome {
  const { chat } = state.where;
  const here = state.told.filter(
    (part) =>
      (chat === undefined || part.chat === chat) &&
      (stock?.is !== 'stock' || part.stock === stock.code),
  );
  const byStock = [...Map.groupBy(here, (part) => part.stock)];
  const lines = byStock
    .toSorted(([, one], [, other]) => countAlerts(other) - countAlerts(one))
    .map(([code, parts]) => stockLine(code, parts, state));
  const head = headline(here, state.locale);
  const picture = stock?.is === 'stock' ? stockPicture(stock, state) : dayPicture(state);
  const caption = answer([head, ...shortened(lines, state.locale, CAPTION_LINES)]);
  return {
    ...told([head, ...shortened(lines, state.locale)]),
    illustration: picture && { picture, caption, locale: state.locale },
  };
}

function run(words: readonly string[], state: CommandState): Outcome {
  if (words.length === 0) return toldHere(state, undefined);
  const stocks = targetsOf(state).filter(({ is }) => is === 'stock');
  const found = findTarget(words, stocks);
  if (found.is === 'none') return refuse(unknownTarget(found), state.locale);
  if (found.is === 'one') return toldHere(state, found.target);
  return askWhich('today', found.targets, { all: [], options: [] }, state.locale);
}

export const today: Command = {
  name: 'today',
  aliases: ['오늘'],
  needs: 'viewer',
  usage: '[stock]',
  about: {
    ko: '오늘 하루를 그림으로, 또는 한 종목의 차트',
    en: 'the day as a picture, or the chart of a stock',
  },
  looksBack: true,
  run,
};
