import type { Sheet } from './sheets.ts';

/** docs/gallery/README.md. */
export const indexPage = (sheets: readonly Sheet[]): string =>
  [
    '# Every message that Vigil sends',
    '',
    'Drawn by `npm run gallery` from the functions that write the messages, as Telegram and Slack show them on a phone, dark and light, in Korean and English. A test holds that no kind of message is missing.',
    ...sheets.flatMap(({ name, about, scenes }) => [
      '',
      `## ${about}`,
      '',
      scenes.map(({ shows }) => shows).join(' · '),
      '',
      `![${about}](${name}.png)`,
    ]),
    '',
  ].join('\n');
