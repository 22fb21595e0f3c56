import { dirname } from 'node:path';
import { createGate } from '../../feed/kiwoom/gate.ts';
import type { Ending } from '../../feed/kiwoom/ending.ts';
import { createRest } from '../../feed/kiwoom/rest.ts';
import { runSession } from '../../feed/kiwoom/session.ts';
import { STEP_LIMITS } from '../../feed/kiwoom/steps.ts';
import { keptStocks } from '../../feed/kiwoom/stock-keeper.ts';
import { createTokens, type Tokens } from '../../feed/kiwoom/token.ts';
import type { FeedSettings, Settings } from '../../settings/settings.ts';
import type { Io } from '../io.ts';
import { aboutKiwoom } from './about-kiwoom.ts';
import { watchingTime, type ClockBook } from './check-clock.ts';
import type { Finding } from './finding.ts';

type Kiwoom = Extract<FeedSettings, { source: 'kiwoom' }>;

const TOKEN_OK: Finding = { check: 'token', level: 'ok', said: { ko: '받았습니다', en: 'valid' } };

const NOT_ASKED: readonly Finding[] = (['feed', 'stocks'] as const).map((check) => ({
  check,
  level: 'warning',
  said: { ko: '토큰이 없어 묻지 않았습니다', en: 'not asked without a token' },
}));

/** Logs in, registers and leaves again; `undefined`: the broker acknowledged it all. */
async function tryLogin(
  { wsUrl }: Kiwoom,
  token: string,
  { clock }: Io,
): Promise<Ending | undefined> {
  const ender = new AbortController();
  let registered = false;
  const ending = await runSession({
    wsUrl,
    token,
    clock,
    limits: STEP_LIMITS,
    frame: () => undefined,
    alive: () => undefined,
    watching() {
      registered = true;
      ender.abort();
    },
    signal: ender.signal,
  });
  return registered ? undefined : ending;
}

async function checkLogin(feed: Kiwoom, tokens: Tokens, io: Io): Promise<Finding> {
  const owned = await tokens.get();
  if (owned.is !== 'token') return { check: 'feed', level: 'fault', ...aboutKiwoom(owned) };
  const ending = await tryLogin(feed, owned.token, io);
  if (ending?.is === 'unauthorized') await tokens.drop(owned.token);
  if (ending !== undefined) return { check: 'feed', level: 'fault', ...aboutKiwoom(ending) };
  const said = { ko: '로그인과 등록이 됩니다', en: 'LOGIN and REG are accepted' };
  return { check: 'feed', level: 'ok', said };
}

/** The first page will do: the whole list takes the broker most of a minute. */
async function checkStocks(rest: ReturnType<typeof createRest>, folder: string): Promise<Finding> {
  const answer = await rest.rows('ka10099', { mrkt_tp: '0' }, 'list', () => true);
  if (answer.is === 'rows' && answer.rows.length > 0)
    return { check: 'stocks', level: 'ok', said: { ko: '받을 수 있습니다', en: 'can be had' } };
  const ending = answer.is === 'rows' ? ({ is: 'lost', reason: 'ka10099' } as const) : answer;
  const kept = await keptStocks(folder);
  // An older list still tells nearly every name.
  return { check: 'stocks', level: kept.size > 0 ? 'warning' : 'fault', ...aboutKiwoom(ending) };
}

/** Token, login and stock list, each once, at a broker where no bot of this folder is logged in. */
export async function checkKiwoom(
  feed: Kiwoom,
  { store }: Settings,
  io: Io,
  book: ClockBook,
): Promise<readonly Finding[]> {
  const { clock } = io;
  const { signal } = new AbortController();
  const folder = dirname(store.path);
  const gate = watchingTime(createGate(feed.restUrl, clock, signal), clock, book);
  const tokens = createTokens({ ...feed, gate, clock, cache: { folder, log: () => undefined } });
  const rest = createRest({ gate, tokens, clock, signal });
  const owned = await tokens.get();
  if (owned.is !== 'token')
    return [{ check: 'token', level: 'fault', ...aboutKiwoom(owned) }, ...NOT_ASKED];
  // A kept token that the broker forgot is replaced by this call.
  const stocks = await checkStocks(rest, folder);
  return [TOKEN_OK, await checkLogin(feed, tokens, io), stocks];
}
