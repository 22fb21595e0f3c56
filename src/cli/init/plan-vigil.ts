import * as z from 'zod';
import type { Locale } from '../../alert/message.ts';
import type { Answers } from './answers.ts';
import { placeValue, valueAt } from './place-value.ts';

/** `vigil.yaml` as it will be, and the channels that were set up, by name. */
export interface VigilPlan {
  readonly text: string;
  readonly names: readonly string[];
}

/** Where there is no file yet. */
export const FIRST_VIGIL = 'channels:\n  screen: { console: {} }\n';

const CHANNELS = z.record(z.string(), z.record(z.string(), z.unknown()));
const TARGET = z.record(z.string(), z.unknown());
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

/** A destination as the file has it: `{ chat: 5 }`. */
type Target = Readonly<Record<string, string | number>>;

/** Key by key where that is enough, so that comments stay; a key too many goes with the whole. */
function replaceTarget(text: string, path: readonly string[], target: Target): string {
  const { data: before = {} } = TARGET.safeParse(valueAt(text, path));
  const isCovered = Object.keys(before).every((key) => key in target);
  if (!isCovered) return placeValue(text, path, target);
  return Object.entries(target).reduce(
    (so, [key, value]) => placeValue(so, [...path, key], value),
    text,
  );
}

interface Placed {
  readonly platform: 'telegram' | 'slack';
  /** Of a new channel, while it is free. */
  readonly name: string;
  readonly target: Target;
  readonly locale: Locale;
}

/** A channel that is there keeps everything but its destination. */
function withChannel({ text, names }: VigilPlan, placed: Placed): VigilPlan {
  const { platform, target, locale } = placed;
  const name = nameFor(text, platform, placed.name);
  const language = locale === 'ko' ? {} : { locale };
  const isThere = channelsIn(text)[name] !== undefined;
  return {
    text: isThere
      ? replaceTarget(text, ['channels', name, platform], target)
      : placeValue(text, ['channels', name], { [platform]: target, ...language }),
    names: [...names, name],
  };
}

function withTelegram(plan: VigilPlan, { telegram, locale }: Answers): VigilPlan {
  if (telegram === undefined) return plan;
  const { chat, topic } = telegram;
  const target = { chat: id(chat), ...(topic === undefined ? {} : { topic }) };
  return withChannel(plan, { platform: 'telegram', name: 'phone', target, locale });
}

function withSlack(plan: VigilPlan, { slack, locale }: Answers): VigilPlan {
  if (slack === undefined) return plan;
  const target = { channel: slack.channel };
  return withChannel(plan, { platform: 'slack', name: 'desk', target, locale });
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
  const fed = { text: withFeed(before, answers.market), names: [] };
  const plan = withSlack(withTelegram(fed, answers), answers);
  return { names: plan.names, text: withPerson(withOperator(plan), answers) };
}
