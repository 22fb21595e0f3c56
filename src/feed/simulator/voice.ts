import type { Refusal } from './faults.ts';

/** What the broker says on one websocket, and how it leaves. */
export interface Voice {
  send(text: string): void;
  answer(trnm: string, how: Refusal): void;
  /** Says why (SYSTEM, unless `code` is undefined) and closes. */
  leave(code?: string, message?: string): void;
  /** Nothing is said any more, and the socket is left open. */
  mute(): void;
}

/** `write` sends a text over the socket, `close` ends it. */
export function createVoice(
  write: (text: string) => void,
  close: (code: number, reason: string) => void,
): Voice {
  let mute = false;
  const send = (text: string): void => {
    if (!mute) write(text);
  };
  return {
    send,
    answer(trnm, { code, text }) {
      const extra = trnm === 'LOGIN' && code === 0 ? { sor_yn: 'Y' } : {};
      // A number, though documented as text (kiwoom.md 2).
      send(JSON.stringify({ trnm, return_code: code, return_msg: text, ...extra }));
    },
    leave(code, message) {
      if (code !== undefined) send(JSON.stringify({ trnm: 'SYSTEM', code, message }));
      if (!mute) close(1000, 'Bye');
    },
    mute() {
      mute = true;
    },
  };
}
