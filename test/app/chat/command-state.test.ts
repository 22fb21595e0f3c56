import { expect, test } from 'vitest';
import { commandState } from '../../../src/app/chat/command-state.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { viEvent } from '../../helpers/vi-event.ts';
import { NOW, ruleSet } from '../../command/state.ts';

test("the day's history tells which events the broker's own history does not have", async () => {
  const store = await openStore(':memory:');
  for (const stock of ['005930', '000660']) {
    const event = viEvent({ stock });
    const { day, triggerTime, kind, venue, releaseTime } = event;
    const key = { day, stock, triggerTime, kind, venue, releaseTime };
    await store.rows.addEpisode({ ...key, id: stock, state: 'active' });
    await store.rows.addEvent(stock, event);
  }
  await store.rows.noteHistory(['005930'], 'absent');
  await store.rows.noteHistory(['000660'], 'confirmed');
  const around = {
    store,
    rules: ruleSet([], []),
    rulesFault: undefined,
    stocks: new Map(),
    people: [],
    chats: new Map(),
    feed: undefined,
    channels: [],
    acted: [],
    now: NOW,
  };
  const who = { person: 'cli', where: { chat: undefined, direct: false }, locale: 'ko' } as const;
  const { history } = await commandState(around, who, true);
  expect(history.map(({ event, isAbsent }) => [event.stock, isAbsent])).toEqual([
    ['005930', true],
    ['000660', false],
  ]);
  await store.close();
});
