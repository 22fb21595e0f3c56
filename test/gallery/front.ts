import type { Html } from './phone.ts';
import { active, GAS, messageOf, OPENING, released, SEMICONDUCTOR } from './scenes/alerts.ts';
import { answering } from './scenes/commands.ts';
import { slackPhone } from './slack-phone.ts';
import { telegramPhone } from './telegram-phone.ts';

const CHIPS = { rules: [{ name: '반도체 VI', note: '호가 먼저' }] };
const EVERY = { form: 'storm' as const, rules: [{ name: '모든 VI', note: null }] };

/** The README's first picture: the phone of someone in Korea, dark and light, and an English desk. */
export const front = (): readonly Html[] => [
  telegramPhone({
    theme: 'dark',
    at: '11:02',
    bubbles: [
      { message: messageOf(OPENING.map(released), EVERY, 'ko'), at: '09:00', edited: true },
      { message: messageOf([active(GAS)], {}, 'ko'), at: '11:02' },
    ],
  }),
  telegramPhone({
    theme: 'light',
    at: '11:05',
    bubbles: [
      { message: messageOf([released(GAS)], {}, 'ko'), at: '11:02', edited: true },
      { said: '/status', at: '11:05' },
      { message: answering('status', { mutes: [] }).message('ko'), at: '11:05' },
      { said: '/mute 대성에너지 30m', at: '11:05' },
      { message: answering('mute 대성에너지 30m').message('ko'), at: '11:05' },
    ],
  }),
  slackPhone({
    theme: 'light',
    at: '11:02',
    posts: [
      { message: messageOf([active(SEMICONDUCTOR)], CHIPS, 'en'), at: '11:01' },
      { message: messageOf([active(GAS)], {}, 'en'), at: '11:02' },
    ],
  }),
];
