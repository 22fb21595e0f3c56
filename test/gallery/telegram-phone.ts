import { html, raw } from 'hono/html';
import type { Locale, Message } from '../../src/alert/message.ts';
import { photoPayload, postPayload } from '../../src/channel/telegram/render.ts';
import { phone, picture, type Html } from './phone.ts';

const PLACE = { chat: '1', topic: undefined };

export interface Bubble {
  readonly message: Message;
  readonly at: string;
  readonly edited?: boolean;
  /** PNG. */
  readonly picture?: Uint8Array | undefined;
}

const EDITED: Readonly<Record<Locale, string>> = { ko: '수정됨 ', en: 'edited ' };

function photo(png: Uint8Array, { message, at }: Bubble): Html {
  const { caption } = photoPayload(PLACE, png, message);
  return html`<div class="received">
    <div class="bubble photo">
      ${picture(png)}
      <p>${raw(caption)}<i>${at}</i></p>
    </div>
  </div>`;
}

/** What the Bot API would be sent, drawn as Telegram draws it. */
function bubble(given: Bubble, locale: Locale): Html {
  const { message, at, edited = false, picture: png } = given;
  if (png !== undefined) return photo(png, given);
  const payload = postPayload(PLACE, message);
  const rows = 'reply_markup' in payload ? payload.reply_markup.inline_keyboard : [];
  return html`<div class="received">
    <div class="bubble">${raw(payload.text)}<i>${edited ? EDITED[locale] : ''}${at}</i></div>
    ${rows.map((row) => html`<div class="keys">${row.map(({ text }) => html`<b>${text}</b>`)}</div>`)}
  </div>`;
}

const said = (text: string, at: string): Html =>
  html`<div class="bubble mine">${text}<i>${at} ✓✓</i></div>`;

export interface TelegramPhone {
  readonly theme: 'dark' | 'light';
  readonly at: string;
  readonly locale?: Locale;
  readonly bubbles: readonly (Bubble | { readonly said: string; readonly at: string })[];
  /** As long as what it shows. */
  readonly tall?: boolean;
}

/** A Telegram chat on a phone. */
export const telegramPhone = ({
  theme,
  at,
  bubbles,
  locale = 'ko',
  tall = false,
}: TelegramPhone): Html =>
  phone({
    look: `telegram ${theme}${tall ? ' tall' : ''}`,
    at,
    title: html`<span class="avatar">V</span> <span>Vigil<small>bot</small></span>`,
    body: bubbles.map((each) => ('said' in each ? said(each.said, each.at) : bubble(each, locale))),
  });
