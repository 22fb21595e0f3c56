// `npm run gallery`: draws docs/alert.png and docs/gallery/, the messages as the bot writes them,
// in phones. Needs Debian's chromium, fonts-noto-cjk, fonts-noto-color-emoji and pngquant; no test
// needs it.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { chromium, type Page } from 'playwright-core';
import { front } from './front.ts';
import { indexPage } from './index-page.ts';
import type { Html } from './phone.ts';
import { sheetPhones } from './sheet-phones.ts';
import { SHEETS } from './sheets.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FOLDER = 'docs/gallery';

async function page(phones: readonly Html[]): Promise<string> {
  const style = await readFile(new URL('gallery.css', import.meta.url), 'utf8');
  return html`<!doctype html>
    <html lang="ko">
      <meta charset="utf-8" />
      <style>
        ${raw(style)}
      </style>
      <body>
        ${phones}
      </body>
    </html>`;
}

async function draw(tab: Page, path: string, phones: readonly Html[]): Promise<void> {
  await tab.setContent(await page(phones));
  await tab.locator('body').screenshot({ path, omitBackground: true });
  // 256 colours are plenty for letters, and a third of the bytes.
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--ext', '.png', path]);
}

const browser = await chromium.launch({ executablePath: BROWSER });
try {
  const sharp = await browser.newPage({ deviceScaleFactor: 1.3 });
  await draw(sharp, 'docs/alert.png', front());
  const plain = await browser.newPage({ deviceScaleFactor: 1 });
  for (const sheet of SHEETS)
    await draw(plain, `${FOLDER}/${sheet.name}.png`, await sheetPhones(sheet));
  await writeFile(`${FOLDER}/README.md`, indexPage(SHEETS));
} finally {
  await browser.close();
}
