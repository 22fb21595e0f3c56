import { html, raw } from 'hono/html';
import type { Message } from '../../src/alert/message.ts';
import { postPayload } from '../../src/channel/telegram/render.ts';
import { phone, type Html } from './phone.ts';

const PLACE = { chat: '1', topic: undefined };

export interface Bubble {
  readonly message: Message;
  readonly at: string;
  readonly edited?: boolean;
}

/** What the Bot API would be sent, drawn as Telegram draws it. */
function bubble({ message, at, edited = false }: Bubble): Html {
  const payload = postPayload(PLACE, message);
  const rows = 'reply_markup' in payload ? payload.reply_markup.inline_keyboard : [];
  return html`<div class="received">
    <div class="bubble">${raw(payload.text)}<i>${edited ? '수정됨 ' : ''}${at}</i></div>
    ${rows.map((row) => html`<div class="keys">${row.map(({ text }) => html`<b>${text}</b>`)}</div>`)}
  </div>`;
}

const said = (text: string, at: string): Html =>
  html`<div class="bubble mine">${text}<i>${at} ✓✓</i></div>`;

export interface TelegramPhone {
  readonly theme: 'dark' | 'light';
  readonly at: string;
  readonly bubbles: readonly (Bubble | { readonly said: string; readonly at: string })[];
}

/** A Telegram chat on a phone. */
export const telegramPhone = ({ theme, at, bubbles }: TelegramPhone): Html =>
  phone({
    look: `telegram ${theme}`,
    at,
    title: html`<span class="avatar">V</span> <span>Vigil<small>bot</small></span>`,
    body: bubbles.map((each) => ('said' in each ? said(each.said, each.at) : bubble(each))),
  });
