import { expect, test } from 'vitest';
import { commandState } from '../../../src/app/chat/command-state.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ViEvent } from '../../../src/vi/event.ts';
import type { Stock, StockList } from '../../../src/vi/stock.ts';
import { viEvent } from '../../helpers/vi-event.ts';
import { NOW, ruleSet } from '../../command/state.ts';

const around = (store: Store, stocks: StockList = new Map()) => ({
  store,
  rules: ruleSet([], []),
  rulesFault: undefined,
  stocks,
  people: [],
  chats: new Map(),
  feed: undefined,
  channels: [],
  now: NOW,
});
const who = { person: 'cli', where: { chat: undefined, direct: false }, locale: 'ko' } as const;

async function storeWith(...events: readonly ViEvent[]): Promise<Store> {
  const store = await openStore(':memory:');
  for (const event of events) {
    const { stock, day, triggerTime, kind, venue, releaseTime } = event;
    const key = { day, stock, triggerTime, kind, venue, releaseTime };
    await store.rows.addEpisode({ ...key, id: stock, state: 'active' });
    await store.rows.addEvent(stock, event);
  }
  return store;
}

test('until the stock list is there, stocks have the names that the events of the day gave them', async () => {
  const store = await storeWith(
    viEvent({ stock: '005930', name: '삼성전자' }),
    viEvent({ stock: '000660', name: undefined }),
  );
  const named = [...(await commandState(around(store), who, false)).stocks.values()];
  expect(named).toEqual([
    { code: '005930', name: '삼성전자' },
    { code: '000660', name: '000660' },
  ]);
  const listed: Stock = {
    code: '035720',
    name: '카카오',
    market: 'kospi',
    type: 'stock',
    nxt: true,
  };
  const list = new Map([[listed.code, listed]]);
  expect((await commandState(around(store, list), who, false)).stocks).toBe(list);
  await store.close();
});

test("the day's history tells which events the broker's own history does not have", async () => {
  const store = await storeWith(viEvent({ stock: '005930' }), viEvent({ stock: '000660' }));
  await store.rows.noteHistory(['005930'], 'absent');
  await store.rows.noteHistory(['000660'], 'confirmed');
  const { history } = await commandState(around(store), who, true);
  expect(history.map(({ event, isAbsent }) => [event.stock, isAbsent])).toEqual([
    ['005930', true],
    ['000660', false],
  ]);
  await store.close();
});
