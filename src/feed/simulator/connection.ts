import * as z from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Fault, Refusal, Request } from './faults.ts';
import { startHeartbeat } from './heartbeat.ts';
import { registrationFault } from './registration.ts';
import type { TokenDesk } from './token-desk.ts';
import type { Voice } from './voice.ts';

/** One client's websocket, in the broker's protocol with its quirks (kiwoom.md 2). */
export interface Connection {
  hear(text: string): void;
  /** Tells a frame of events, once registered. */
  tell(frame: string): void;
  /** The same app key logged in elsewhere. */
  kick(): void;
  /** The socket is closed. */
  gone(): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly desk: TokenDesk;
  /** What is to go wrong with this request; asked once for each. */
  readonly fault: (request: Request) => Fault | undefined;
  readonly loggedIn: (connection: Connection, appKey: string) => void;
  readonly registered: () => void;
}

const FINE: Refusal = { code: 0, text: '' };
const UNKNOWN: Refusal = { code: 105108, text: '서비스 이름이 존재하지 않습니다' };
const BAD_TOKEN: Refusal = {
  code: 805004,
  text: '토큰 인증에 실패했습니다[CODE=8005, MESSAGE=Token이 유효하지 않습니다]',
};

const messageSchema = z.looseObject({ trnm: z.string(), token: z.string().optional() });

function parse(text: string): z.infer<typeof messageSchema> {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return { trnm: '' };
  }
}

const isRequest = (trnm: string): trnm is Request =>
  trnm === 'LOGIN' || trnm === 'REG' || trnm === 'PING';

/** A socket that has just opened: without a LOGIN it is left after 10 s. */
export function createConnection(voice: Voice, options: ConnectionOptions): Connection {
  const { clock, desk, fault } = options;
  const heartbeat = startHeartbeat(clock, voice);
  const registrations: number[] = [];
  let appKey: string | undefined;
  let registered = false;

  const login = (token: string): void => {
    appKey = desk.ownerOf(token);
    voice.answer('LOGIN', appKey === undefined ? BAD_TOKEN : FINE);
    if (appKey === undefined) return voice.leave();
    heartbeat.loggedIn();
    options.loggedIn(connection, appKey);
  };
  const register = (text: string): void => {
    registrations.push(clock.elapsed());
    const refused = registrationFault(text, appKey !== undefined, registrations);
    voice.answer('REG', refused ?? FINE);
    if (refused !== undefined) return;
    registered = true;
    options.registered();
  };
  const connection: Connection = {
    hear(text) {
      const { trnm, token = '' } = parse(text);
      const wrong = isRequest(trnm) ? fault(trnm) : UNKNOWN;
      if (wrong === 'swallow') return;
      if (wrong !== undefined) voice.answer(trnm, wrong);
      else if (trnm === 'LOGIN') login(token);
      else if (trnm === 'REG') register(text);
      else heartbeat.echoed();
    },
    tell(frame) {
      if (registered) voice.send(frame);
    },
    kick: () => voice.leave('R10001', '동일한 App key로 접속이 되었습니다'),
    gone: () => heartbeat.stop(),
  };
  return connection;
}
