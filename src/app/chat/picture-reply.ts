import type { Incoming } from '../../channel/incoming.ts';
import type { Illustration } from '../../command/command.ts';
import type { Dispatch } from '../../deliver/dispatch-state.ts';
import type { Bars } from '../../feed/feed.ts';
import type { Drawn } from '../../picture/draw-png.ts';
import type { StockPicture } from '../../picture/picture.ts';
import { sleep, type Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Live } from '../parts.ts';
import { reply } from './replies.ts';

/** What pictures are drawn with and sent through. */
export interface Studio {
  readonly clock: Clock;
  readonly log: Log;
  readonly dispatch: Dispatch;
  readonly live: Readonly<Pick<Live, 'bars'>>;
}

/** A person waits for the answer; after this the words alone must do. */
const PATIENCE_MS = 6_000;

async function barsOf({ clock, live }: Studio, stock: StockPicture): Promise<Bars> {
  const answered = new AbortController();
  const late = async (): Promise<Bars> => {
    await sleep(clock, PATIENCE_MS, answered.signal);
    return { is: 'lost', reason: 'the minutes did not come in time' };
  };
  const asked = live.bars?.(stock.code);
  if (asked === undefined) return { is: 'lost', reason: 'this feed knows no prices' };
  const bars = await Promise.race([asked, late()]);
  answered.abort();
  return bars;
}

async function draw(studio: Studio, { picture, locale }: Illustration): Promise<Drawn> {
  // Loaded when the first one is drawn.
  const { drawDay, drawStock } = await import('../../picture/draw.ts');
  if (picture.is === 'day') return drawDay(picture, locale);
  const answer = await barsOf(studio, picture);
  if (answer.is === 'lost') return { is: 'failed', reason: answer.reason };
  return drawStock(picture, answer.bars, locale);
}

/** Answers with the picture; `false`: it could not be drawn or sent, and words must do. */
export async function replyWithPicture(
  studio: Studio,
  incoming: Incoming,
  illustration: Illustration,
): Promise<boolean> {
  const drawn = await draw(studio, illustration);
  if (drawn.is === 'failed') {
    studio.log('info', 'no picture', { reason: drawn.reason });
    return false;
  }
  const answering = incoming.withPicture(drawn.png);
  const answer = await reply(studio.dispatch, answering, illustration.caption);
  if (answer?.is === 'accepted') return true;
  studio.log('warn', 'picture not sent', { ...answer });
  return false;
}
