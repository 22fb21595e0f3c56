import { compose, fits } from './compose.ts';
import { noticeMessage } from './notice-message.ts';

/** All that puts words to what is told. */
export const WRITER = { compose, fits, notice: noticeMessage };
