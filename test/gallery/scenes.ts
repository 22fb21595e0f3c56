import { compose } from '../../src/alert/compose.ts';
import type { Draft, Subject } from '../../src/alert/draft.ts';
import type { Locale, Message } from '../../src/alert/message.ts';
import { findCommand } from '../../src/command/find-command.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import { instantOf, timeOf } from '../../src/vi/kst.ts';
import { stateOf, toldOf } from '../command/state.ts';
import { viEvent } from '../helpers/vi-event.ts';

const DAY = '2026-11-20';
/** Of 2 min 13 s, like most. */
const LASTS_MS = 133_000;
const BUDGET = 4096;

/** `given.price` and `reference` tell the deviation, as they do on the wire. */
function fired(name: string, given: Partial<ViEvent>, reference: number): ViEvent {
  const { kind = 'static', price = reference } = given;
  const per = (value: number) => ({
    static: kind === 'static' ? value : undefined,
    dynamic: kind === 'dynamic' ? value : undefined,
  });
  const deviation = Math.round((price / reference - 1) * 10_000) / 100;
  return viEvent({
    direction: deviation < 0 ? 'down' : 'up',
    ...given,
    name,
    kind,
    reference: per(reference),
    deviation: per(deviation),
  });
}

const GAS = fired(
  '대성에너지',
  {
    stock: '117580',
    triggerTime: '11:02:01',
    price: 9730,
    change: 19.09,
    count: 2,
    turnover: 41_234_000_000,
  },
  8840,
);

const SEMICONDUCTOR = fired(
  'SK하이닉스',
  {
    stock: '000660',
    kind: 'dynamic',
    triggerTime: '11:01:33',
    price: 190_300,
    change: -4.85,
    turnover: 392_600_000_000,
  },
  196_300,
);

const OPENING = [
  fired('한미반도체', { stock: '042700', triggerTime: '09:00:05', price: 149_600 }, 136_000),
  fired('에코프로비엠', { stock: '247540', triggerTime: '09:00:11', price: 121_200 }, 136_000),
  fired('형지I&C', { stock: '011080', triggerTime: '09:00:18', price: 1092 }, 987),
  fired('삼성SDI', { stock: '006400', triggerTime: '09:00:24', price: 231_000 }, 209_500),
  fired('알테오젠', { stock: '196170', triggerTime: '09:00:41', price: 438_500 }, 398_000),
];

const active = (event: ViEvent): Subject => ({
  event,
  episode: { state: 'active', releaseTime: undefined },
});

const released = (event: ViEvent): Subject => ({
  event,
  episode: {
    state: 'released',
    releaseTime: timeOf(instantOf(event.day, event.triggerTime) + LASTS_MS),
  },
});

interface Told {
  readonly form: Draft['form'];
  readonly rule: string;
  readonly note?: string;
}

/** The message of these events, made as the bot makes it. */
function messageOf(subjects: readonly Subject[], told: Told, locale: Locale): Message {
  const rules = [{ name: told.rule, note: told.note ?? null }];
  const draft: Draft = {
    form: told.form,
    entries: subjects.map((_subject, event) => ({ event, rules })),
    onRelease: 'edit',
    silent: false,
    lateMs: null,
    repeat: false,
    insteadOf: null,
    plain: false,
    replyTo: null,
  };
  return compose(draft, (event) => subjects[event]!, locale, BUDGET);
}

const CHAT = 'telegram:1';

/** What the bot answers to these words at 11:05 in a private chat. */
function answerTo(words: string, locale: Locale): Message {
  const said = findCommand(words);
  const state = stateOf({
    now: instantOf(DAY, '11:05:10'),
    locale,
    feed: { is: 'watching', since: instantOf(DAY, '07:59:30') },
    told: ['opening', 'now'].map((event) => toldOf({ event, stock: GAS.stock, chat: CHAT })),
    where: { chat: CHAT, direct: true },
    channels: [
      { name: 'phone', chat: CHAT, waiting: 0, paused: undefined },
      { name: 'desk', chat: 'slack:C1', waiting: 0, paused: undefined },
    ],
  });
  return said.command.run(said.words, state).reply({ mute: 12 });
}

/** Every message that the picture shows, by what it is. */
export function scenes(locale: Locale) {
  const alert = { form: 'alert', rule: '상승 VI 2회까지' } as const;
  const chips = { form: 'alert', rule: '반도체 VI', note: '호가 먼저' } as const;
  return {
    digest: messageOf(OPENING.map(released), { form: 'storm', rule: '모든 VI' }, locale),
    trigger: messageOf([active(GAS)], alert, locale),
    released: messageOf([released(GAS)], alert, locale),
    falling: messageOf([active(SEMICONDUCTOR)], chips, locale),
    status: answerTo('status', locale),
    muted: answerTo('mute 대성에너지 30m', locale),
  };
}
