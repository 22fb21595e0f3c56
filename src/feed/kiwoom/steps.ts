import { addressStop, codeIn, isAddressCode, isKeysCode, isTokenCode } from './codes.ts';
import type { Ending } from './ending.ts';
import type { Message } from './messages.ts';

/** What the session waits for. `watching`: REG was acknowledged. */
export type Step = 'opening' | 'login' | 'reg' | 'watching';

/** What a message leads to: `undefined` fields change nothing. */
export interface Move {
  readonly send?: string;
  readonly step?: Step;
  readonly end?: Ending;
}

/** ms a step may take; while watching: ms without any frame, after which the socket is dead. */
export type StepLimits = Readonly<Record<Step, number>>;

/** 60 s without any frame are a dead socket; no LOGIN ends it after 10 s (kiwoom.md 2). */
export const STEP_LIMITS: StepLimits = {
  opening: 10_000,
  login: 10_000,
  reg: 10_000,
  watching: 60_000,
};

/** Why the session ended where a step took too long. */
export const LIMIT_REASONS: Readonly<Record<Step, string>> = {
  opening: 'the connection did not open in time',
  login: 'LOGIN was not answered in time',
  reg: 'REG was not answered in time',
  watching: 'nothing was heard for 60 s',
};

/** The first message: the raw token, without `Bearer` (kiwoom.md 2). */
export const loginText = (token: string): string => JSON.stringify({ trnm: 'LOGIN', token });

/** Subscribes the whole market's `1h` (kiwoom.md 2). */
export const REG_TEXT = JSON.stringify({
  trnm: 'REG',
  grp_no: '1',
  refresh: '1',
  data: [{ item: [''], type: ['1h'] }],
});

const TOKEN_REFUSED = '805004';

function refusedLogin(told: string): Ending {
  const code = codeIn(told);
  const reason = `LOGIN was refused: ${told}`;
  if (isAddressCode(code)) return addressStop(reason);
  if (isKeysCode(code)) return { is: 'stopped', why: 'keys', reason };
  const isToken = told.startsWith(TOKEN_REFUSED) || isTokenCode(code);
  return isToken ? { is: 'unauthorized', reason } : { is: 'lost', reason };
}

function answered(step: Step, message: Extract<Message, { is: 'answer' }>): Move {
  if (step === 'login' && message.to === 'LOGIN')
    return message.ok ? { send: REG_TEXT, step: 'reg' } : { end: refusedLogin(message.told) };
  if (step === 'reg' && message.to === 'REG') {
    if (message.ok) return { step: 'watching' };
    return { end: { is: 'lost', reason: `REG was refused: ${message.told}` } };
  }
  // An answer that nobody waits for, as after a REG that was already given up.
  return {};
}

/** `R10001`: the same app key logged in elsewhere. After the other two the broker closes. */
function systemEnd({ code, told }: Extract<Message, { is: 'system' }>): Ending | undefined {
  if (code === 'R10001') return { is: 'stopped', why: 'takeover', reason: told };
  return code === 'R10002' || code === 'R10004' ? { is: 'lost', reason: told } : undefined;
}

/** The session's protocol: what to do about a message other than PING and events, at this step. */
export function stepOn(step: Step, message: Message): Move {
  if (message.is === 'answer') return answered(step, message);
  const end = message.is === 'system' ? systemEnd(message) : undefined;
  return end === undefined ? {} : { end };
}
