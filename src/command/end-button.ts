import type { Button, Locale } from '../alert/message.ts';
import type { Mute } from '../vi/mute.ts';
import { undoPress } from '../vi/press.ts';
import { targetText } from './mute-text.ts';

/** Slack takes 25 in one message; the others are ended by their number. */
const MOST_BUTTONS = 20;

/** A button for each of the first mutes, which ends it. */
export const endButtons = (mutes: readonly Mute[], locale: Locale): readonly Button[] =>
  mutes.slice(0, MOST_BUTTONS).map(({ id, target }) => {
    const what = `#${id} ${targetText(target, locale)}`;
    return {
      label: { ko: `🔔 해제 ${what}`, en: `🔔 Unmute ${what}` }[locale],
      press: undoPress(id),
    };
  });
