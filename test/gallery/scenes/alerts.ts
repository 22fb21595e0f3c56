import { compose } from '../../../src/alert/compose.ts';
import type { Draft, Subject } from '../../../src/alert/draft.ts';
import type { Locale, Message } from '../../../src/alert/message.ts';
import type { ViEvent } from '../../../src/vi/event.ts';
import { instantOf, timeOf } from '../../../src/vi/kst.ts';
import type { Scene } from './scene.ts';
import { viEvent } from '../../helpers/vi-event.ts';
import { alertDraft } from '../../helpers/alert-draft.ts';

export const DAY = '2026-11-20';
/** Of 2 min 13 s, like most. */
const LASTS_MS = 133_000;
const BUDGET = 4096;

/** `given.price` and `reference` tell the deviation, as they do on the wire. */
function fired(name: string, given: Partial<ViEvent>, reference: number): ViEvent {
  const { kind = 'static', price = reference } = given;
  const per = (value: number) => ({
    static: kind === 'dynamic' ? undefined : value,
    dynamic: kind === 'static' ? undefined : value,
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

export const GAS = fired(
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

export const SEMICONDUCTOR = fired(
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

export const OPENING = [
  fired('한미반도체', { stock: '042700', triggerTime: '09:00:05', price: 149_600 }, 136_000),
  fired('에코프로비엠', { stock: '247540', triggerTime: '09:00:11', price: 121_200 }, 136_000),
  fired('형지I&C', { stock: '011080', triggerTime: '09:00:18', price: 1092 }, 987),
  fired('삼성SDI', { stock: '006400', triggerTime: '09:00:24', price: 231_000 }, 209_500),
  fired('알테오젠', { stock: '196170', triggerTime: '09:00:41', price: 438_500 }, 398_000),
];

export const active = (event: ViEvent): Subject => ({
  event,
  episode: { state: 'active', releaseTime: undefined },
});

export const released = (event: ViEvent): Subject => ({
  event,
  episode: {
    state: 'released',
    releaseTime: timeOf(instantOf(event.day, event.triggerTime) + LASTS_MS),
  },
});

/** The opening auction often tells no more. */
const SPARSE = viEvent({
  stock: '0011A0',
  name: '액스비스',
  triggerTime: '09:00:12',
  price: 15_600,
  reference: { static: undefined, dynamic: undefined },
  deviation: { static: 29.94, dynamic: undefined },
  change: undefined,
  count: undefined,
  turnover: undefined,
  volume: undefined,
  market: undefined,
});

const unconfirmed = (event: ViEvent): Subject => ({
  event,
  episode: { state: 'unconfirmed', releaseTime: undefined },
});

const CHIP_JUMP = fired(
  '한미반도체',
  {
    stock: '042700',
    kind: 'both',
    triggerTime: '10:31:12',
    price: 152_300,
    change: 12.31,
    count: 3,
    turnover: 128_400_000_000,
    venue: 'nxt',
  },
  137_900,
);

const RULE = { name: '상승 VI 2회까지', note: null };
const NOTED = { name: '반도체 VI', note: '호가 먼저' };
const TEMPLATE: Readonly<Record<Locale, string>> = {
  ko: '{arrow} {name} {deviation} · {price|won}\n[거래대금 {turnover|억} · ]{expected} 해제 예상',
  en: '{arrow} {name} {deviation} · {price|won}\nends {expected}',
};

type Told = Partial<Draft> & { readonly rules?: Draft['entries'][number]['rules'] };

/** The message of these events, made as the bot makes it. */
export function messageOf(subjects: readonly Subject[], told: Told, locale: Locale): Message {
  const { rules = [RULE], ...more } = told;
  const entries = subjects.map((_subject, event) => ({ event, rules }));
  const draft = alertDraft({ entries, ...more });
  return compose(draft, (event) => subjects[event]!, locale, BUDGET);
}

type Shown = Readonly<Record<string, (locale: Locale) => Message>>;

/** Alerts in every shape, by what is to be seen. */
const ALERTS: Shown = {
  'a static VI upwards': (locale) => messageOf([active(GAS)], {}, locale),
  'a dynamic VI downwards, with a note': (locale) =>
    messageOf([active(SEMICONDUCTOR)], { rules: [NOTED] }, locale),
  'static and dynamic, on NXT, for two rules': (locale) =>
    messageOf([active(CHIP_JUMP)], { rules: [RULE, NOTED] }, locale),
  'of which little is known': (locale) => messageOf([active(SPARSE)], {}, locale),
  'by a template': (locale) =>
    messageOf([active(GAS)], { rules: [{ ...RULE, template: TEMPLATE[locale] }] }, locale),
};

const EDITED: Shown = {
  'released: the same message, edited': (locale) => messageOf([released(GAS)], {}, locale),
  'a release that was never heard': (locale) => messageOf([unconfirmed(GAS)], {}, locale),
};

const RELEASE: Shown = {
  'a release as a reply': (locale) => messageOf([released(GAS)], { form: 'release' }, locale),
};

/** How an alert differs from an ordinary one. */
const MARKED: Shown = {
  late: (locale) => messageOf([active(GAS)], { lateMs: 41_000 }, locale),
  'sent again': (locale) => messageOf([active(GAS)], { repeat: true }, locale),
  'in place of another channel': (locale) =>
    messageOf([active(GAS)], { insteadOf: 'phone' }, locale),
};

/** Many events as one message, for each reason. */
const DIGESTS: Shown = {
  'a burst as a digest': (locale) => messageOf(OPENING.map(released), { form: 'storm' }, locale),
  "what a rule's limit left out": (locale) =>
    messageOf(OPENING.map(active), { form: 'limit', silent: true }, locale),
};

const MISSED: Shown = {
  'what was too late to tell': (locale) =>
    messageOf(OPENING.slice(0, 3).map(released), { form: 'expired' }, locale),
};

const scenesOf = (messages: Shown, given: Pick<Scene, 'kind' | 'edited'>): readonly Scene[] =>
  Object.entries(messages).map(([shows, message]) => ({ ...given, shows, message }));

export const ALERT_SCENES = scenesOf(ALERTS, { kind: 'alert' });
export const LIVING_SCENES = [
  ...scenesOf(EDITED, { kind: 'alert', edited: true }),
  ...scenesOf(RELEASE, { kind: 'release' }),
  ...scenesOf(MARKED, { kind: 'alert' }),
];
export const DIGEST_SCENES = [
  ...scenesOf(DIGESTS, { kind: 'digest' }),
  ...scenesOf(MISSED, { kind: 'missed' }),
];
