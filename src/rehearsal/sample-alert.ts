import { compose } from '../alert/compose.ts';
import type { Locale, Message } from '../alert/message.ts';
import { draftOf } from '../deliver/lane/drafting.ts';
import { describedEvent } from '../rules/described-event.ts';
import type { Rule } from '../rules/rule.ts';
import type { ViEvent } from '../vi/event.ts';
import { dayOf, timeOf, type EpochMs } from '../vi/kst.ts';

const BUDGET = 4_096;

/** An interruption with every value, as of now. */
const sampleEvent = (now: EpochMs): ViEvent => ({
  ...describedEvent({
    stock: '005930',
    name: '삼성전자',
    kind: 'static',
    direction: 'up',
    deviation: 10.2,
    change: 10.2,
    price: 67_000,
    count: 2,
    sinceLast: 450_000,
    volume: 1_077_818,
    turnover: 41_200_000_000,
    market: 'kospi',
    type: 'stock',
    day: dayOf(now),
    time: timeOf(now),
    heardAt: now,
  }),
  reference: { static: 60_800, dynamic: undefined },
});

/** An alert as this rule would tell it, without the buttons that would really mute. */
export function sampleAlert(rule: Rule, locale: Locale, now: EpochMs): Message {
  const event = sampleEvent(now);
  const item = { eventId: 1, episode: '', event, rules: [rule], insteadOf: undefined };
  const subject = { event, episode: { state: 'active' as const, releaseTime: undefined } };
  const message = compose(draftOf('alert', [item], now, undefined), () => subject, locale, BUDGET);
  return { ...message, buttons: message.buttons.map((row) => row.filter((one) => 'url' in one)) };
}
