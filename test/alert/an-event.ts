import type { AlertView } from '../../src/alert/alert-view.ts';
import type { DigestEntry } from '../../src/alert/digest-lines.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { UNTOLD } from '../helpers/vi-event.ts';

/** The example of market.md, "On a phone", changed where told. */
export function anEvent(changes: Partial<ViEvent> = {}): ViEvent {
  return {
    event: 'trigger',
    day: '2026-11-20',
    stock: '117580',
    name: '대성에너지',
    kind: 'static',
    direction: 'up',
    market: 'kospi',
    venue: 'krx',
    type: 'stock',
    sinceLast: undefined,
    triggerTime: '11:02:01',
    releaseTime: undefined,
    price: 9730,
    reference: { static: 8840, dynamic: undefined },
    deviation: { static: 10.07, dynamic: undefined },
    change: 19.09,
    count: 2,
    volume: 4_300_000,
    turnover: 41_234_000_000,
    unknown: {},
    heardAt: instantOf('2026-11-20', '11:02:01'),
    source: 'feed',
    ...changes,
  };
}

/** An event of which only the code and the time are known. */
export const aBareEvent = (): ViEvent => anEvent(UNTOLD);

export const aView = (changes: Partial<AlertView> = {}): AlertView => ({
  event: anEvent(),
  episode: { state: 'active', releaseTime: undefined },
  rules: [{ name: '반도체 상승 VI', note: undefined }],
  marks: { lateMs: undefined, repeat: false, insteadOf: undefined },
  silent: false,
  ...changes,
});

export const anEntry = (
  event: Partial<ViEvent> = {},
  changes: Partial<DigestEntry> = {},
): DigestEntry => ({
  event: anEvent(event),
  episode: { state: 'active', releaseTime: undefined },
  rules: ['전 종목'],
  ...changes,
});
