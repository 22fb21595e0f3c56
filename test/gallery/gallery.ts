// `npm run gallery`: draws docs/alert.png, the messages as the bot writes them, in phones.
// Needs Debian's chromium, fonts-noto-cjk and fonts-noto-color-emoji; no test needs it.
import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { chromium } from 'playwright-core';
import type { Html } from './phone.ts';
import { scenes } from './scenes.ts';
import { slackPhone } from './slack-phone.ts';
import { telegramPhone } from './telegram-phone.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURE = 'docs/alert.png';

/** The phone of someone in Korea, dark and light, and an English channel of a desk. */
function phones(): readonly Html[] {
  const [korean, english] = [scenes('ko'), scenes('en')];
  return [
    telegramPhone({
      theme: 'dark',
      at: '11:02',
      bubbles: [
        { message: korean.digest, at: '09:00', edited: true },
        { message: korean.trigger, at: '11:02' },
      ],
    }),
    telegramPhone({
      theme: 'light',
      at: '11:05',
      bubbles: [
        { message: korean.released, at: '11:02', edited: true },
        { said: '/status', at: '11:05' },
        { message: korean.status, at: '11:05' },
        { said: '/mute 대성에너지 30m', at: '11:05' },
        { message: korean.muted, at: '11:05' },
      ],
    }),
    slackPhone('11:02', [
      { message: english.falling, at: '11:01' },
      { message: english.trigger, at: '11:02' },
    ]),
  ];
}

async function page(): Promise<string> {
  const style = await readFile(new URL('gallery.css', import.meta.url), 'utf8');
  return html`<!doctype html>
    <html lang="ko">
      <meta charset="utf-8" />
      <style>
        ${raw(style)}
      </style>
      <body>
        ${phones()}
      </body>
    </html>`;
}

const browser = await chromium.launch({ executablePath: BROWSER });
try {
  const tab = await browser.newPage({ deviceScaleFactor: 1.3 });
  await tab.setContent(await page());
  await tab.locator('body').screenshot({ path: PICTURE, omitBackground: true });
} finally {
  await browser.close();
}
