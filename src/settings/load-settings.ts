import type { ConfigFolder } from '../yaml/config-folder.ts';
import type { Fault } from '../yaml/fault.ts';
import { faultIn, type Path } from '../yaml/yaml-file.ts';
import { endpointFaults, endpoints } from './endpoints.ts';
import type { Environment } from './environment.ts';
import { loadVigil, type Vigil } from './load-vigil.ts';
import { TELL_ALL, type ChannelSettings, type FeedSettings, type Settings } from './settings.ts';

export interface LoadedSettings {
  readonly faults: readonly Fault[];
  /** Only without a fault. */
  readonly settings?: Settings;
}

/** A secret that a part of the file needs. */
interface Need {
  readonly path: Path;
  readonly who: string;
  readonly variable: string;
}

function needs({ written }: Vigil): readonly Need[] {
  const feed: Path = ['feed', 'source'];
  const keys = written.feed?.source === 'kiwoom' ? ['KIWOOM_APP_KEY', 'KIWOOM_SECRET_KEY'] : [];
  const channels = Object.entries(written.channels).flatMap(([name, { target }]) => {
    if (target.platform === 'console') return [];
    const variable = target.platform === 'telegram' ? 'TELEGRAM_BOT_TOKEN' : 'SLACK_BOT_TOKEN';
    return [{ path: ['channels', name], who: `channel \`${name}\``, variable }];
  });
  return [...keys.map((variable) => ({ path: feed, who: 'the feed', variable })), ...channels];
}

const missing = (vigil: Vigil, env: Environment): readonly Fault[] =>
  needs(vigil)
    .filter(({ variable }) => env[variable] === undefined)
    .map(({ path, who, variable }) => {
      const message = `\`${variable}\` is not set, and ${who} needs it`;
      const expected = `${variable}=... in .env, or ${variable}_FILE with the path of a file`;
      return faultIn(vigil.yaml, path, { message, expected }, 'key');
    });

function feedOf({ written }: Vigil, env: Environment): FeedSettings {
  const feed = written.feed ?? { source: 'simulator' as const };
  if (feed.source === 'simulator') {
    const { speed = 1, day = 'ordinary', seed = 1 } = feed;
    return { source: feed.source, speed, day, seed };
  }
  if (feed.source === 'replay') {
    return { source: feed.source, file: feed.file, speed: feed.speed ?? 1 };
  }
  const { environment = 'real', takeover_wait: takeoverWait } = feed;
  const { kiwoomRest: restUrl, kiwoomWs: wsUrl } = endpoints(env, environment);
  const appKey = env['KIWOOM_APP_KEY'] ?? '';
  const secretKey = env['KIWOOM_SECRET_KEY'] ?? '';
  return { source: feed.source, environment, restUrl, wsUrl, appKey, secretKey, takeoverWait };
}

const channelsOf = ({ written }: Vigil): readonly ChannelSettings[] =>
  Object.entries(written.channels).map(([name, channel]) => ({
    name,
    target: channel.target,
    locale: channel.locale ?? 'ko',
    limits: channel.limits,
    digestAfter: channel.digest_after ?? 3000,
    usefulFor: channel.useful_for ?? 150_000,
    fallback: channel.fallback,
    tell: channel.tell ?? TELL_ALL,
    quiet: channel.quiet,
  }));

/** The settings as they are written; a secret that is not there is empty. For what sends nothing. */
export function settingsOf(vigil: Vigil, env: Environment): Settings {
  const { written } = vigil;
  const { telegram, slack } = endpoints(env, 'real');
  const channels = channelsOf(vigil);
  const { TELEGRAM_BOT_TOKEN: token, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = env;
  const { host, port } = written.web?.listen ?? { host: '127.0.0.1', port: 8780 };
  return {
    folder: vigil.folder,
    feed: feedOf(vigil, env),
    channels,
    operator: written.operator ?? channels[0]?.name ?? '',
    people: (written.people ?? []).map((person) => ({
      name: person.name,
      role: person.role,
      telegram: person.telegram,
      slack: person.slack,
    })),
    store: { path: written.store?.url ?? 'data/vigil.db' },
    web: { host, port },
    telegram: token === undefined ? undefined : { token, apiRoot: telegram },
    slack: botToken === undefined ? undefined : { botToken, appToken, apiUrl: slack },
  };
}

/** The settings, once every secret that the file needs is there. */
export function requireSecrets(vigil: Vigil, env: Environment): LoadedSettings {
  const faults = [...missing(vigil, env), ...endpointFaults(env)];
  return faults.length > 0 ? { faults } : { faults, settings: settingsOf(vigil, env) };
}

/** `vigil.yaml` and the environment, checked. */
export function loadSettings(folder: ConfigFolder, env: Environment): LoadedSettings {
  const { faults, vigil } = loadVigil(folder);
  return vigil === undefined ? { faults } : requireSecrets(vigil, env);
}
