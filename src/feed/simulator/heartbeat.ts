import type { Cancel, Clock } from '../../platform/clock.ts';
import type { Voice } from './voice.ts';

const LOGIN_LIMIT_MS = 10_000;
const PING_EVERY_MS = 10_000;
const MOST_MISSED = 5;
const PING = '{"trnm":"PING"}';

/** The broker's patience with a client: for its LOGIN, then for its echoes (kiwoom.md 2). */
export interface Heartbeat {
  loggedIn(): void;
  echoed(): void;
  stop(): void;
}

/** Waits 10 s for the LOGIN, then pings every 10 s; five missed echoes end it (kiwoom.md 2). */
export function startHeartbeat(clock: Clock, voice: Voice): Heartbeat {
  let missed = 0;
  let cancel: Cancel = clock.after(LOGIN_LIMIT_MS, () =>
    voice.leave('R10004', '로그인 정보가 없습니다'),
  );
  const ping = (): void => {
    if (missed >= MOST_MISSED) return voice.leave('R10002', 'PING에 대한 응답이 없습니다');
    missed += 1;
    voice.send(PING);
    cancel = clock.after(PING_EVERY_MS, ping);
  };
  return {
    loggedIn() {
      cancel();
      cancel = clock.after(PING_EVERY_MS, ping);
    },
    echoed() {
      missed = 0;
    },
    stop: () => cancel(),
  };
}
