import { noticeMessage } from '../../alert/notice-message.ts';
import type { Channel } from '../../channel/channel.ts';
import type { Settings } from '../../settings/settings.ts';
import { openAside } from '../desk/open-aside.ts';
import { aboutAnswer } from '../doctor/about-answer.ts';
import type { Trouble } from '../doctor/about-kiwoom.ts';
import type { Io } from '../io.ts';

/** What became of one channel's test alert; without a trouble it arrived. */
export interface Tested {
  readonly name: string;
  readonly trouble: Trouble | undefined;
}

async function test(channel: Channel, { channels }: Settings): Promise<Tested> {
  const { name, platform } = channel;
  const locale = channels.find((one) => one.name === name)?.locale ?? 'ko';
  const answer = await channel.post(noticeMessage({ is: 'test', channel: name }, locale));
  if (answer.is === 'accepted') return { name, trouble: undefined };
  return { name, trouble: aboutAnswer(answer, platform === 'slack' ? 'slack' : 'telegram') };
}

/** Sends one message, labelled as a test, to each of these channels. */
export async function sendTests(
  settings: Settings,
  names: readonly string[],
  io: Io,
): Promise<readonly Tested[]> {
  const channels = settings.channels.filter(({ name }) => names.includes(name));
  const open = openAside({ ...settings, channels }, io);
  try {
    return await Promise.all(open.channels.map((channel) => test(channel, settings)));
  } finally {
    await open.close();
  }
}
