import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { keptStocks } from '../../feed/kiwoom/stock-keeper.ts';
import { lockStore, type Lock } from '../../store/lock-store.ts';
import { openStore } from '../../store/open-store.ts';
import { timeOf, type EpochMs } from '../../vi/kst.ts';
import type { Said } from '../said.ts';
import type { Finding } from './finding.ts';

/** A bot that watches notes it every 10 s, by what it heard last. */
const FRESH_MS = 60_000;

/**
 * Keeps bots of this store from starting, so that no two sessions meet. `held`: one runs. A store
 * on which no bot ever ran is left untouched, or the next start would miss a ledger.
 */
export function holdOff(path: string): Lock | 'held' | undefined {
  if (!existsSync(`${path}.lock`)) return undefined;
  return lockStore(path) ?? 'held';
}

async function watchedUntil(path: string): Promise<EpochMs | undefined> {
  const store = await openStore(path);
  try {
    return await store.rows.watchedUntil();
  } finally {
    await store.close();
  }
}

function sessionOf(until: EpochMs | undefined, now: EpochMs): Finding {
  if (until !== undefined && now - until < FRESH_MS) {
    const said = { ko: '실행 중인 Vigil이 감시하고 있습니다', en: 'the running bot watches' };
    return { check: 'feed', level: 'ok', said };
  }
  const last = until === undefined ? '-' : timeOf(until);
  return {
    check: 'feed',
    level: 'fault',
    said: {
      ko: `실행 중인 Vigil이 시세를 듣지 못합니다 (마지막 ${last})`,
      en: `the running bot hears nothing (last ${last} KST)`,
    },
    todo: {
      ko: '방금 시작했으면 1분 뒤에 다시, 아니면 채팅에서 /status를 보세요',
      en: 'just started? look again in a minute; else ask it /status in the chat',
    },
  };
}

const OF_THE_BOT: Said = {
  ko: '실행 중인 Vigil이 갖고 있습니다. 다른 토큰을 받지 않았습니다',
  en: 'the running bot has it; no other was asked for',
};

/** What the running bot's own files say: one app key carries one session, and that is the bot's. */
export async function askBot(path: string, now: EpochMs): Promise<readonly Finding[]> {
  const { size } = await keptStocks(dirname(path));
  const said = { ko: `${size}종목`, en: `${size} stocks kept` };
  const todo = { ko: '잠시 뒤에 다시 보세요', en: 'look again in a while' };
  const stocks: Finding =
    size > 0
      ? { check: 'stocks', level: 'ok', said }
      : { check: 'stocks', level: 'warning', said, todo };
  return [
    { check: 'token', level: 'ok', said: OF_THE_BOT },
    sessionOf(await watchedUntil(path), now),
    stocks,
  ];
}
