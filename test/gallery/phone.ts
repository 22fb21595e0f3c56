import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

export interface Phone {
  /** Classes of `gallery.css`. */
  readonly look: string;
  /** The clock in its corner. */
  readonly at: string;
  readonly title: Html;
  readonly body: readonly Html[];
}

/** A phone 375 CSS pixels wide, as most in use. */
export const phone = ({ look, at, title, body }: Phone): Html =>
  html`<section class="phone ${look}">
    <header>
      <time>${at}</time>
      <nav>${title}</nav>
    </header>
    <main>${body}</main>
  </section>`;

/** A PNG inside a message. */
export const picture = (png: Uint8Array): Html =>
  html`<img alt="" src="data:image/png;base64,${Buffer.from(png).toString('base64')}" />`;
