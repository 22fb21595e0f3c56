import type { ActionsBlock, KnownBlock } from '@slack/web-api';
import { html, raw } from 'hono/html';
import type { Message } from '../../src/alert/message.ts';
import { contentOf } from '../../src/channel/slack/render.ts';
import { phone, type Html } from './phone.ts';

export interface Post {
  readonly message: Message;
  readonly at: string;
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
const post = ({ message, at }: Post): Html =>
  html`<div class="post">
    <span class="avatar">V</span>
    <div>
      <p><b>Vigil</b><u>APP</u><i>${at}</i></p>
      ${contentOf(message).blocks.map((each) => block(each))}
    </div>
  </div>`;

/** A Slack channel on a phone. */
export const slackPhone = (at: string, posts: readonly Post[]): Html =>
  phone({
    look: 'slack',
    at,
    title: html`<span># vi-desk</span>`,
    body: posts.map(post),
  });
