import type { ActionsBlock, KnownBlock } from '@slack/web-api';
import { html, raw } from 'hono/html';
import type { Message } from '../../src/alert/message.ts';
import { commentOf, contentOf } from '../../src/channel/slack/render.ts';
import { phone, picture, type Html } from './phone.ts';

export interface Post {
  readonly message: Message;
  readonly at: string;
  /** PNG. */
  readonly picture?: Uint8Array | undefined;
  /** Only one person sees it. */
  readonly whispered?: boolean;
}

/** The text is escaped already; of mrkdwn the channel uses the asterisks alone. */
const marked = (mrkdwn: string): Html => raw(mrkdwn.replaceAll(/\*(.+?)\*/g, '<b>$1</b>'));

const labels = (elements: ActionsBlock['elements']): readonly string[] =>
  elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []));

function block(given: KnownBlock): Html | string {
  if (given.type === 'section') {
    return html`<div class="section">${marked(given.text?.text ?? '')}</div>`;
  }
  if (given.type !== 'actions') return '';
  const keys = labels(given.elements).map((label) => html`<b>${label}</b>`);
  return html`<div class="actions">${keys}</div>`;
}

/** What Slack would be sent, drawn as Slack draws it. */
const post = ({ message, at, picture: png, whispered = false }: Post): Html =>
  html`<div class="post">
    <span class="avatar">V</span>
    <div>
      ${whispered ? html`<small>👁 Only visible to you</small>` : ''}
      <p><b>Vigil</b><u>APP</u><i>${at}</i></p>
      ${
        png === undefined
          ? contentOf(message).blocks.map((each) => block(each))
          : html`<div class="section">${marked(commentOf(message))}</div>
              ${picture(png)}`
      }
    </div>
  </div>`;

export interface SlackPhone {
  readonly theme: 'dark' | 'light';
  readonly at: string;
  readonly posts: readonly Post[];
  /** As long as what it shows. */
  readonly tall?: boolean;
}

/** A Slack channel on a phone. */
export const slackPhone = ({ theme, at, posts, tall = false }: SlackPhone): Html =>
  phone({
    look: `slack ${theme}${tall ? ' tall' : ''}`,
    at,
    title: html`<span># vi-desk</span>`,
    body: posts.map(post),
  });
