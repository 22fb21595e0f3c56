import type { Kind, PerKind, ViEvent } from '../../src/vi/event.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';

const appliesTo = (kind: Kind | undefined, value: number): PerKind => ({
  static: kind === 'dynamic' ? undefined : value,
  dynamic: kind === 'dynamic' || kind === 'both' ? value : undefined,
});

/** What no frame has to tell, untold. */
export const UNTOLD = {
  name: undefined,
  kind: undefined,
  direction: undefined,
  market: undefined,
  venue: undefined,
  type: undefined,
  price: undefined,
  reference: { static: undefined, dynamic: undefined },
  deviation: { static: undefined, dynamic: undefined },
  change: undefined,
  count: undefined,
  volume: undefined,
  turnover: undefined,
} satisfies Partial<ViEvent>;

/**
 * A whole, consistent event: the first static rising VI of 삼성전자 on KRX, 2026-11-20 09:05:00,
 * heard half a second later. What is not given follows what is: a release has a release time
 * 2 min 13 s on, `kind` decides where reference and deviation stand, `direction` their sign.
 */
export function viEvent(given: Partial<ViEvent> = {}): ViEvent {
  const { event = 'trigger', day = '2026-11-20', triggerTime = '09:05:00' } = given;
  const kind = 'kind' in given ? given.kind : 'static';
  const sign = given.direction === 'down' ? -1 : 1;
  const triggered = instantOf(day, triggerTime);
  const heard = event === 'release' ? triggered + 133_500 : triggered + 500;
  return {
    event,
    day,
    venue: 'krx',
    stock: '005930',
    name: '삼성전자',
    kind,
    direction: 'up',
    market: 'kospi',
    type: 'stock',
    sinceLast: undefined,
    triggerTime,
    releaseTime: event === 'release' ? timeOf(triggered + 133_000) : undefined,
    price: 67_000,
    reference: appliesTo(kind, 60_800),
    deviation: appliesTo(kind, sign * 10.2),
    change: sign * 10.2,
    count: 1,
    volume: 1_077_818,
    turnover: 41_200_000_000,
    unknown: {},
    heardAt: heard,
    source: 'feed',
    ...given,
  };
}
