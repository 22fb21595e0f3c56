import { z } from 'zod';
import type { Locale } from '../../alert/message.ts';
import type { Answers, SlackPlace, TelegramPlace } from './answers.ts';
import { placeValue, valueAt } from './place-value.ts';

/** `vigil.yaml` as it will be, and the channels that were set up, by name. */
export interface VigilPlan {
  readonly text: string;
  readonly names: readonly string[];
}

/** Where there is no file yet. */
export const FIRST_VIGIL = 'channels:\n  screen: { console: {} }\n';

const CHANNELS = z.record(z.string(), z.record(z.string(), z.unknown()));
const PEOPLE = z.array(
  z.looseObject({ telegram: z.string().optional(), slack: z.string().optional() }),
);

const channelsIn = (text: string): z.output<typeof CHANNELS> =>
  CHANNELS.safeParse(valueAt(text, ['channels'])).data ?? {};

const peopleIn = (text: string): z.output<typeof PEOPLE> =>
  PEOPLE.safeParse(valueAt(text, ['people'])).data ?? [];

/** An id is a number where it can be one, as people write it. */
const id = (text: string): string | number => (/^-?\d+$/.test(text) ? Number(text) : text);

function withFeed(text: string, market: Answers['market']): string {
  if (market === undefined) return text;
  const isKiwoom = valueAt(text, ['feed', 'source']) === 'kiwoom';
  const known = valueAt(text, ['feed', 'environment']);
  if (!isKiwoom) {
    const more = market === 'mock' ? { environment: market } : {};
    return placeValue(text, ['feed'], { source: 'kiwoom', ...more });
  }
  const isSame = (known ?? 'real') === market;
  return isSame ? text : placeValue(text, ['feed', 'environment'], market);
}

/** The channel of this platform that is there already, else a name that is free. */
function nameFor(text: string, platform: 'telegram' | 'slack', wanted: string): string {
  const channels = channelsIn(text);
  const there = Object.keys(channels).find((name) => channels[name]?.[platform] !== undefined);
  const names = [wanted, platform, ...Array.from({ length: 9 }, (_, at) => `${platform}${at + 2}`)];
  return there ?? names.find((name) => channels[name] === undefined) ?? wanted;
}

function withTelegram(plan: VigilPlan, place: TelegramPlace | undefined, locale: Locale) {
  if (place === undefined) return plan;
  const name = nameFor(plan.text, 'telegram', 'phone');
  const topic = place.topic === undefined ? {} : { topic: place.topic };
  const target = { chat: id(place.chat), ...topic };
  return withTarget(plan, name, { telegram: target }, locale);
}

function withSlack(plan: VigilPlan, place: SlackPlace | undefined, locale: Locale): VigilPlan {
  if (place === undefined) return plan;
  const name = nameFor(plan.text, 'slack', 'desk');
  return withTarget(plan, name, { slack: { channel: place.channel } }, locale);
}

/** A channel that is there keeps everything but its destination. */
function withTarget(
  { text, names }: VigilPlan,
  name: string,
  target: Readonly<Record<string, Readonly<Record<string, string | number>>>>,
  locale: Locale,
): VigilPlan {
  const isThere = channelsIn(text)[name] !== undefined;
  const language = locale === 'ko' ? {} : { locale };
  const placed = isThere
    ? Object.entries(target).reduce(
        (so, [platform, place]) => placeValue(so, ['channels', name, platform], place),
        text,
      )
    : placeValue(text, ['channels', name], { ...target, ...language });
  return { text: placed, names: [...names, name] };
}

/** Until now the bot's own troubles were told on a screen at most. */
const withOperator = ({ text, names }: VigilPlan): string => {
  const [first] = names;
  const isSet = valueAt(text, ['operator']) !== undefined;
  return first === undefined || isSet ? text : placeValue(text, ['operator'], first);
};

/** The one who set the bot up may do everything. Who is listed already keeps name and role. */
function withPerson(text: string, { telegram, slack, locale }: Answers): string {
  const ids = Object.entries({ telegram: telegram?.user, slack: slack?.user }).flatMap(
    ([platform, user]) => (user === undefined ? [] : [[platform, user] as const]),
  );
  if (ids.length === 0) return text;
  const people = peopleIn(text);
  const at = people.findIndex((person) =>
    ids.some(([platform, user]) => person[platform] === user),
  );
  if (at < 0) {
    const name = telegram?.name ?? (locale === 'ko' ? '나' : 'me');
    const known = Object.fromEntries(ids.map(([platform, user]) => [platform, id(user)]));
    return placeValue(text, ['people', people.length], { name, ...known, role: 'admin' });
  }
  return ids
    .filter(([platform]) => people[at]?.[platform] === undefined)
    .reduce((so, [platform, user]) => placeValue(so, ['people', at, platform], id(user)), text);
}

/** What the answers make of `vigil.yaml`. */
export function planVigil(before: string, answers: Answers): VigilPlan {
  const { locale, market, telegram, slack } = answers;
  const fed = { text: withFeed(before, market), names: [] };
  const plan = withSlack(withTelegram(fed, telegram, locale), slack, locale);
  return { names: plan.names, text: withPerson(withOperator(plan), answers) };
}
