import type { EventType, Kind, Reading, ViEvent } from '../vi/event.ts';
import { dayNearest, type Day, type EpochMs, type TimeOfDay } from '../vi/kst.ts';

/** An event in a few words, as `explain` and the rules' own tests take them. */
export interface Description extends Partial<
  Pick<
    ViEvent,
    | 'name'
    | 'direction'
    | 'price'
    | 'count'
    | 'sinceLast'
    | 'market'
    | 'venue'
    | 'type'
    | 'change'
    | 'volume'
  >
> {
  readonly stock: string;
  readonly kind?: Kind | undefined;
  readonly event?: EventType | undefined;
  /** %: with its sign, or as a size that takes the sign of the direction. */
  readonly deviation?: number | undefined;
  readonly turnover?: number | undefined;
  readonly day: Day;
  readonly time: TimeOfDay;
  readonly heardAt: EpochMs;
}

function signed({ deviation, direction }: Description): number | undefined {
  if (deviation === undefined || direction === undefined) return deviation;
  return direction === 'up' ? Math.abs(deviation) : -Math.abs(deviation);
}

function directionOf({ deviation, direction }: Description): ViEvent['direction'] {
  if (direction !== undefined || deviation === undefined) return direction;
  return deviation < 0 ? 'down' : 'up';
}

/**
 * The event that the words describe. What they leave out stays "no value", but three things are
 * filled in: a static VI, on KRX, that begins.
 */
export function describedEvent(words: Description): ViEvent {
  const { kind = 'static', event = 'trigger', venue = 'krx' } = words;
  const deviation = signed(words);
  return {
    event,
    kind,
    venue,
    stock: words.stock,
    name: words.name,
    day: words.day,
    triggerTime: words.time,
    releaseTime: event === 'release' ? words.time : undefined,
    heardAt: words.heardAt,
    source: 'feed',
    direction: directionOf(words),
    deviation: {
      static: kind === 'dynamic' ? undefined : deviation,
      dynamic: kind === 'static' ? undefined : deviation,
    },
    market: words.market,
    type: words.type,
    sinceLast: words.sinceLast,
    price: words.price,
    reference: { static: undefined, dynamic: undefined },
    change: words.change,
    count: words.count,
    volume: words.volume,
    turnover: words.turnover,
    unknown: {},
  };
}

const VENUES = { bare: 'krx', nxt: 'nxt', merged: undefined } as const;

/** A row taken by itself, heard at that moment; what only the stock list or the day knows is left out. */
export function eventOfReading({ copy, ...reading }: Reading, heardAt: EpochMs): ViEvent {
  return {
    ...reading,
    event: reading.releaseTime === undefined ? 'trigger' : 'release',
    day: dayNearest(reading.triggerTime, heardAt),
    venue: VENUES[copy],
    type: undefined,
    sinceLast: undefined,
    heardAt,
    source: 'feed',
  };
}
