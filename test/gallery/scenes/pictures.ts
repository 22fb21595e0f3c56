import type { Locale } from '../../../src/alert/message.ts';
import type { Illustration, Lived } from '../../../src/command/command.ts';
import { findCommand } from '../../../src/command/find-command.ts';
import { fetchBars } from '../../../src/feed/kiwoom/minute-bars.ts';
import { marketDay, type ScheduledVi } from '../../../src/feed/simulator/market-day.ts';
import { minuteBars } from '../../../src/feed/simulator/minute-bars.ts';
import { daySvg } from '../../../src/picture/day-svg.ts';
import { drawPng } from '../../../src/picture/draw-png.ts';
import { stockSvg } from '../../../src/picture/stock-svg.ts';
import type { Svg } from '../../../src/picture/svg.ts';
import { instantOf, timeOf } from '../../../src/vi/kst.ts';
import { viEvent } from '../../helpers/vi-event.ts';
import { DAY } from './alerts.ts';
import { toldOf } from '../../command/state.ts';
import { CHAT, row, RULE, state } from './commands.ts';
import type { Scene } from './scene.ts';

const OPENING = instantOf(DAY, '09:00:00');
const NOW = instantOf(DAY, '11:05:10');

/** A day of the simulator, as far as it has come. */
const played = marketDay(7, 'ordinary').filter(({ at }) => OPENING + at < NOW);

const OUTCOMES = ['sent', 'merged', 'merged', 'muted'] as const;

function lived(vi: ScheduledVi, index: number): readonly Lived[] {
  const { stock, direction, kind, count, price, venue, at, lasts } = vi;
  const fired = timeOf(OPENING + at);
  const known = { stock: stock.code, name: stock.name, triggerTime: fired, venue };
  const trigger = viEvent({ ...known, direction, kind, count, price });
  const release = {
    ...trigger,
    event: 'release',
    releaseTime: timeOf(OPENING + at + lasts),
  } as const;
  // The chat asked for every sixth.
  const outcome = OUTCOMES[(index / 6) % OUTCOMES.length] ?? 'sent';
  const rows = index % 6 === 0 ? [row({ stock: stock.code, outcome })] : [];
  const isOver = OPENING + at + lasts < NOW;
  const episode = `${stock.code}/${fired}`;
  return [
    { event: trigger, episode, rows },
    ...(isOver ? [{ event: release, episode, rows: [] }] : []),
  ];
}

const busiest = [...Map.groupBy(played, ({ stock }) => stock.code).values()].reduce((one, other) =>
  other.length > one.length ? other : one,
);
const { stock: BUSY } = busiest[0]!;

function illustrated(words: string, locale: Locale): Illustration {
  const said = findCommand(words);
  const history = played.flatMap(lived);
  const stocks = new Map(played.map(({ stock }) => [stock.code, stock]));
  const told = history
    .filter(({ rows }) => rows.some(({ outcome }) => outcome !== 'muted'))
    .map(({ event }) =>
      toldOf({ event: event.triggerTime, stock: event.stock, chat: CHAT, rule: RULE }),
    );
  const given = { now: NOW, history, stocks, told };
  const { illustration } = said.command.run(said.words, state(locale, given));
  if (illustration === undefined) throw new Error(`no picture of ${words}`);
  return illustration;
}

/** The stock's minutes as the simulator serves them and the feed reads them. */
async function svgOf({ picture, locale }: Illustration): Promise<Svg | undefined> {
  if (picture.is === 'day') return daySvg(picture, locale);
  const halts = busiest.map(({ at, lasts, price }) => {
    const from = OPENING + at;
    return { from, until: from + lasts < NOW ? from + lasts : undefined, price };
  });
  const rows = minuteBars(BUSY, halts, { from: OPENING, until: NOW });
  const rest = { rows: () => Promise.resolve({ is: 'rows' as const, rows }) };
  const answer = await fetchBars(rest, BUSY.code, NOW);
  return answer.is === 'bars' ? stockSvg(picture, answer.bars, locale) : undefined;
}

const scene = (shows: string, words: string): Scene => ({
  shows,
  kind: 'answer',
  said: words,
  message: (locale) => illustrated(words, locale).caption,
  async picture(locale) {
    const drawn = await drawPng((await svgOf(illustrated(words, locale))) ?? '');
    if (drawn.is === 'failed') throw new Error(drawn.reason);
    return drawn.png;
  },
});

export const PICTURE_SCENES: readonly Scene[] = [
  scene('the day', 'today'),
  scene("a stock's minutes", `today ${BUSY.name}`),
];
