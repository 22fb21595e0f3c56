import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Rows, Store } from '../../src/store/store.ts';
import { addDays, instantOf } from '../../src/vi/kst.ts';
import { viEvent } from '../helpers/vi-event.ts';

export const DAY = '2026-11-20';
export const AT = instantOf(DAY, '09:05:01');

type Context = Pick<TestContext, 'onTestFinished'>;

/** Where a ledger may be; gone when the test ends. */
export function aPlace({ onTestFinished }: Context): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'vigil.db');
}

/** A store in a place, open until the test ends. */
export async function opened(context: Context, path: string): Promise<Store> {
  const store = await openStore(path);
  context.onTestFinished(() => store.close());
  return store;
}

/** An alert of this day, told or, without an outcome, waiting. Gives its event's number. */
export async function alert(
  rows: Rows,
  stock: string,
  { day = DAY, waits = false }: { readonly day?: string; readonly waits?: boolean } = {},
): Promise<number> {
  const event = viEvent({ stock, day });
  const { triggerTime, kind, venue } = event;
  const at = instantOf(day, triggerTime);
  const id = `${day}/${stock}`;
  const episode = { id, day, stock, triggerTime, kind, venue, state: 'active' } as const;
  await rows.addEpisode({ ...episode, releaseTime: undefined });
  const eventId = (await rows.addEvent(id, event))!;
  const key = { eventId, rule: 'r', channel: 'phone' };
  const owed = { ...key, day, stock, outcome: 'waiting', reason: undefined, muteId: undefined };
  await rows.addObligations([{ ...owed, outcome: 'waiting', insteadOf: undefined }], at);
  if (waits) return eventId;
  const messageId = await rows.addMessage({ channel: 'phone', draft: '{}', at });
  const attempt = await rows.openAttempt({ messageId, channel: 'phone', op: 'post' }, at);
  await rows.closeAttempt(attempt, { state: 'accepted', at });
  await rows.show(messageId, `m${messageId}`, 'text');
  await rows.settle([key], { outcome: 'sent', reason: undefined, at, messageId });
  return eventId;
}

export const daysAgo = (days: number): string => addDays(DAY, -days);
