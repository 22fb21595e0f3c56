import type { Locale } from '../../src/alert/message.ts';
import type { Html } from './phone.ts';
import type { Scene } from './scenes/scene.ts';
import type { Sheet } from './sheets.ts';
import { slackPhone } from './slack-phone.ts';
import { telegramPhone } from './telegram-phone.ts';

const AT = '11:05';
const TALL = { at: AT, tall: true } as const;

const drawn = (scenes: readonly Scene[], locale: Locale) =>
  Promise.all(
    scenes.map(async ({ said, edited = false, message, picture }) => ({
      said,
      edited,
      message: message(locale),
      picture: await picture?.(locale),
    })),
  );

async function telegram({ scenes }: Sheet, theme: 'dark' | 'light', locale: Locale): Promise<Html> {
  const bubbles = (await drawn(scenes, locale)).flatMap(({ said, ...scene }) => [
    ...(said === undefined ? [] : [{ said: `/${said}`, at: AT }]),
    { ...scene, at: AT },
  ]);
  return telegramPhone({ ...TALL, theme, locale, bubbles });
}

async function slack({ scenes }: Sheet, theme: 'dark' | 'light', locale: Locale): Promise<Html> {
  const posts = (await drawn(scenes, locale)).map(({ said, ...scene }) => ({
    ...scene,
    at: AT,
    whispered: said !== undefined && scene.picture === undefined,
  }));
  return slackPhone({ ...TALL, theme, posts });
}

/** The sheet's scenes in Telegram and Slack, dark and light, in Korean and in English. */
export const sheetPhones = (sheet: Sheet): Promise<readonly Html[]> =>
  Promise.all([
    telegram(sheet, 'dark', 'ko'),
    telegram(sheet, 'light', 'en'),
    slack(sheet, 'light', 'ko'),
    slack(sheet, 'dark', 'en'),
  ]);
