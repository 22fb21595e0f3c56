import type { Channel } from '../../channel/channel.ts';
import type { Settings } from '../../settings/settings.ts';
import { openAside } from '../desk/open-aside.ts';
import type { Io } from '../io.ts';
import { aboutAnswer } from './about-answer.ts';
import type { Finding } from './finding.ts';

const found = (name: string, rest: Pick<Finding, 'level' | 'said' | 'todo'>): Finding => ({
  check: 'channel',
  name,
  ...rest,
});

async function checkChannel(channel: Channel): Promise<Finding> {
  const { name, platform } = channel;
  const answer = await channel.check();
  if (answer.is !== 'accepted') {
    const trouble = aboutAnswer(answer, platform === 'slack' ? 'slack' : 'telegram');
    return found(name, { level: answer.is === 'moved' ? 'warning' : 'fault', ...trouble });
  }
  if (answer.warning === undefined) {
    return found(name, { level: 'ok', said: { ko: `정상 (${platform})`, en: 'fine' } });
  }
  const said = {
    ko: `토큰은 맞지만 채널을 다 물어볼 수 없습니다: ${answer.warning}`,
    en: `the token works, but not all could be asked: ${answer.warning}`,
  };
  const todo = {
    ko: `시험 알림을 보내 보세요: npm run vigil -- init --only ${platform}`,
    en: `send a test alert: npm run vigil -- init --only ${platform}`,
  };
  return found(name, { level: 'warning', said, todo });
}

/** Alerts go out without Slack's second token, but nobody is heard. */
const deafSlack = ({ channels, slack }: Settings): readonly Finding[] => {
  const named = channels.find(({ target }) => target.platform === 'slack');
  if (named === undefined || slack?.appToken !== undefined) return [];
  const said = { ko: '명령과 단추를 듣지 못합니다', en: 'commands and buttons are not heard' };
  const todo = {
    ko: '.env에 SLACK_APP_TOKEN=xapp-... 을 더하세요',
    en: 'add SLACK_APP_TOKEN=xapp-... to .env',
  };
  return [found(named.name, { level: 'warning', said, todo })];
};

/** Whether each channel could take an alert now. Sends nothing. */
export async function checkChannels(settings: Settings, io: Io): Promise<readonly Finding[]> {
  const open = openAside(settings, io);
  try {
    const findings = await Promise.all(open.channels.map(checkChannel));
    return [...findings, ...deafSlack(settings)];
  } finally {
    await open.close();
  }
}
