import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readDay } from '../../src/feed/recordings.ts';
import { openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { clockAt, TRADING_DAY } from '../helpers/clock-at.ts';
import { recordedFrames } from '../helpers/frames.ts';

const recorded = async ({ settings }: Bot): Promise<readonly string[]> => {
  const folder = join(dirname(settings.store.path), 'recordings');
  return (await readDay(folder, TRADING_DAY)).map(({ frame }) => frame);
};

test(
  'what the broker says is beside the store, byte for byte, from one start to the next',
  PATIENT,
  async (context) => {
    const bot = await openBot(context, { clock: clockAt('11:44:00') });
    const frames = recordedFrames('live-109670-static-up.jsonl');
    const odd = '{"trnm":"REAL",  "data":[]}';
    bot.push(...frames, odd);
    await bot.until('alerts', () => bot.chat('phone').length > 0);
    await bot.stop();
    await bot.start();
    bot.push(odd);
    bot.fire('005930', '삼성전자');
    await bot.until('another', () => bot.chat('phone').length > 1);
    await bot.stop();
    expect((await recorded(bot)).slice(0, 4)).toEqual([...frames, odd, odd]);
  },
);
