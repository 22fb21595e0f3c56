import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../helpers/process.ts';
import { freePort } from '../free-port.ts';
import {
  CHANNEL,
  GROUP,
  TOKEN,
  type Chats,
  type Contestant,
  type Entry,
  type Vi,
} from './contestant.ts';

const PROGRAM = 'prometheus-alertmanager';

/** Its version, or `undefined` where it is not installed. */
export function alertmanagerVersion(): string | undefined {
  const { stdout, stderr, error } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return error === undefined ? /version (\S+)/.exec(stdout + stderr)?.[1] : undefined;
}

interface Tuning {
  /** YAML of the route. */
  readonly route: string;
  readonly flags: readonly string[];
  /** Whether what is active is sent again after a restart, as Prometheus does once a minute. */
  readonly resends: boolean;
}

/** As short as an alert can be, so that as many as possible fit one message. */
const TEXT =
  '{{ range .Alerts.Firing }}▲ {{ .Labels.name }} {{ .Labels.time }}\\n{{ end }}' +
  '{{ range .Alerts.Resolved }}⏹ {{ .Labels.name }} 해제\\n{{ end }}';

const config = ({ telegram, slack }: Chats, { route }: Tuning): string => `route:
  receiver: both
${route}
receivers:
  - name: both
    telegram_configs:
      - api_url: ${telegram.apiRoot}
        bot_token: "${TOKEN}"
        chat_id: ${GROUP}
        parse_mode: HTML
        send_resolved: true
        message: "${TEXT}"
    slack_configs:
      - api_url: ${slack.apiUrl}chat.postMessage
        channel: ${CHANNEL}
        send_resolved: true
        title: ""
        text: "${TEXT}"
        http_config: { authorization: { credentials: ${slack.botToken} } }
`;

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt?: string;
}

const now = (ms = 0): string => new Date(Date.now() + ms).toISOString();

async function request(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/-/ready`)).ok;
  } catch {
    return false;
  }
};

function contestant(folder: string, port: number, { flags, resends }: Tuning): Contestant {
  const url = `http://127.0.0.1:${port}`;
  const active = new Map<string, Alert>();
  let child: ChildProcess | undefined;
  const post = (alerts: readonly Alert[]): Promise<void> => request(`${url}/api/v2/alerts`, alerts);
  const alertOf = ({ stock, name, time }: Vi): Alert =>
    // It lists alerts in the order of `instance`.
    active.get(stock) ?? {
      labels: { alertname: 'VI', instance: stock, name, time },
      startsAt: now(),
    };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  };
  return {
    async start() {
      const paths = [`--config.file=${folder}/alertmanager.yml`, `--storage.path=${folder}/data`];
      const addresses = [`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='];
      child = spawn(PROGRAM, [...paths, ...addresses, ...flags], { stdio: 'ignore' });
      await eventually('Alertmanager is ready', () => isReady(url), 15_000);
      if (resends && active.size > 0) await post([...active.values()]);
    },
    fire(vi) {
      const alert = alertOf(vi);
      active.set(vi.stock, alert);
      return post([alert]);
    },
    release(vi) {
      const alert = { ...alertOf(vi), endsAt: now() };
      active.delete(vi.stock);
      return post([alert]);
    },
    mute: (stock) =>
      request(`${url}/api/v2/silences`, {
        matchers: [{ name: 'instance', value: stock, isRegex: false, isEqual: true }],
        startsAt: now(),
        endsAt: now(7_200_000),
        createdBy: 'bench',
        comment: 'mute',
      }),
    kill,
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const entry = (setting: string, tuning: Tuning): Entry => ({
  name: 'Alertmanager',
  setting,
  async open(chats) {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
    await writeFile(join(folder, 'alertmanager.yml'), config(chats, tuning));
    return contestant(folder, await freePort(), tuning);
  },
});

/** An interval long enough that what a 429 turned away is tried again until it is in. */
const ALONE = `  group_by: ["..."]
  group_wait: 0s
  group_interval: 5m
  repeat_interval: 4h`;

/** The shortest interval that a group of 20 messages a minute can take without a 429. */
const GROUPED = `  group_by: [alertname]
  group_wait: 1s
  group_interval: 4s
  repeat_interval: 4h`;

const PLAIN = { flags: [], resends: false };

export const alone = entry("one alert a message: group_by ['...'], group_wait 0s", {
  ...PLAIN,
  route: ALONE,
});

export const grouped = entry('grouped: group_wait 1s, group_interval 4s', {
  ...PLAIN,
  route: GROUPED,
});

/** For the kill: state on disk each second, and a sender that repeats what is active. */
export const saved = entry('grouped, saved each second, all sent again after the restart', {
  route: GROUPED,
  flags: ['--data.maintenance-interval=1s'],
  resends: true,
});
