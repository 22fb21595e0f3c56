import type { Write } from '../../helpers/fake-chat.ts';
import type { Chats, Vi } from './contestant.ts';

/** What was handed over, and when. */
export interface Fired {
  readonly vi: Vi;
  /** Epoch ms. */
  readonly at: number;
}

/** What became of a burst in one chat. */
export interface ChatFigures {
  readonly shown: number;
  readonly of: number;
  /** Seconds from the emission to the request that shows it; `undefined`: some never came. */
  readonly slowest: number | undefined;
  /** Seconds, of those that came. */
  readonly median: number | undefined;
  readonly released: number;
  readonly refused: number;
  /** New messages, each a sound on somebody's phone. */
  readonly messages: number;
  /** How many came after one that was fired later. */
  readonly overtaken: number;
  /** How many stand in more than one message that says nothing of a repeat. */
  readonly repeated: number;
}

type Name = 'telegram' | 'slack';
export const CHATS: readonly Name[] = ['telegram', 'slack'];

interface Place {
  readonly at: number;
  /** Which request, and where in it. */
  readonly index: number;
  readonly offset: number;
}

function firstShown(writes: readonly Write[], { name }: Vi): Place | undefined {
  const index = writes.findIndex(({ id, text }) => id !== undefined && text.includes(name));
  const write = writes[index];
  return write && { at: write.at, index, offset: write.text.indexOf(name) };
}

const isReleased = (writes: readonly Write[], { name }: Vi): boolean =>
  writes.some(
    ({ id, text }) =>
      id !== undefined &&
      text.split('\n').some((line) => line.includes(name) && line.includes('해제')),
  );

/** Messages that tell it fires and do not say that they may be a repeat. */
const tellings = (writes: readonly Write[], { name }: Vi): number =>
  writes.filter(({ id, op, text }) => {
    const line = text.split('\n').find((one) => one.includes(name));
    const tells = op === 'post' && id !== undefined && line !== undefined;
    return tells && !line.startsWith('⏹') && !text.includes('중복일 수 있음');
  }).length;

function overtaken(places: readonly Place[]): number {
  let latest: Place = { at: 0, index: -1, offset: -1 };
  return places.filter((place) => {
    const { index, offset } = latest;
    const isEarlier = place.index < index || (place.index === index && place.offset < offset);
    if (!isEarlier) latest = place;
    return isEarlier;
  }).length;
}

const seconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms / 10) / 100;

/** How a burst stands in one chat now. */
export function measure(chats: Chats, chat: Name, fired: readonly Fired[]): ChatFigures {
  const { writes } = chats[chat];
  const places = fired.map(({ vi }) => firstShown(writes, vi));
  const came = places.filter((place) => place !== undefined);
  const waits = fired
    .flatMap(({ at }, n) => (places[n] === undefined ? [] : [places[n].at - at]))
    .toSorted((a, b) => a - b);
  return {
    shown: came.length,
    of: fired.length,
    slowest: came.length === fired.length ? seconds(waits.at(-1)) : undefined,
    median: seconds(waits[Math.floor(waits.length / 2)]),
    released: fired.filter(({ vi }) => isReleased(writes, vi)).length,
    refused: chats[chat].overLimit(),
    messages: writes.filter(({ op, id }) => op === 'post' && id !== undefined).length,
    overtaken: overtaken(came),
    repeated: fired.filter(({ vi }) => tellings(writes, vi) > 1).length,
  };
}

/** Whether a stock stands in a chat. */
export const isShown = (chats: Chats, chat: Name, vi: Vi): boolean =>
  firstShown(chats[chat].writes, vi) !== undefined;
