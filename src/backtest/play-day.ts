import { readDraft, type Draft } from '../alert/draft.ts';
import type { Writer } from '../deliver/dispatch-state.ts';
import { stopDispatch } from '../deliver/dispatch.ts';
import type { Timed } from '../feed/recordings.ts';
import { virtualClock, type VirtualClock } from '../platform/virtual-clock.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { ChannelSettings } from '../settings/settings.ts';
import type { LedgerRow } from '../store/obligation.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { EventRow } from '../store/watched.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { StockList } from '../vi/stock.ts';
import { answeringChannel } from './answering-channel.ts';
import { startPipeline, type Pipeline } from './pipeline.ts';

/** What a recorded day is played to. */
export interface Stage {
  readonly rules: RuleSet;
  readonly channels: readonly ChannelSettings[];
  readonly writer: Writer;
  readonly stocks: StockList;
}

/** A message that a chat would have got, by an edit or anew. */
export interface PlayedMessage {
  readonly channel: string;
  readonly form: Draft['form'];
  readonly at: EpochMs;
}

/** What a day came to: its events, the ledger at its end, and every message. */
export interface Played {
  readonly events: readonly EventRow[];
  readonly ledger: readonly LedgerRow[];
  readonly messages: readonly PlayedMessage[];
}

/** Before the first frame the bot is up. */
const LEAD_MS = 1_000;

async function messagesOf(store: Store): Promise<readonly PlayedMessage[]> {
  const messages = await store.rows.messagesSince(0);
  return messages
    .filter(({ shown }) => shown !== undefined)
    .map(({ channel, draft, createdAt }) => ({
      channel,
      form: readDraft(draft).form,
      at: createdAt,
    }));
}

async function feed(
  clock: VirtualClock,
  { intake, dispatch }: Pipeline,
  frames: readonly Timed[],
): Promise<void> {
  for (const { frame, at } of frames) {
    await clock.advance(Math.max(at - clock.now(), 0));
    intake.frame(frame, clock.now());
  }
  await clock.runUntilIdle();
  await intake.close();
  await stopDispatch(dispatch);
}

async function play(
  { rules, channels, writer, stocks }: Stage,
  frames: readonly Timed[],
  store: Store,
): Promise<Played> {
  const clock = virtualClock((frames[0]?.at ?? 0) - LEAD_MS);
  const crashes: unknown[] = [];
  const outlets = channels.map((settings) => ({
    settings,
    channel: answeringChannel(settings, clock),
  }));
  const pipeline = await startPipeline({
    clock,
    store,
    writer,
    outlets,
    stocks,
    operator: channels[0]?.name ?? '',
    rules: () => rules,
    crash: (fault) => void crashes.push(fault),
  });
  await feed(clock, pipeline, frames);
  if (crashes.length > 0) throw new Error('the backtest broke down', { cause: crashes[0] });
  const { rows } = store;
  const [events, ledger] = [await rows.eventLog({}), await rows.ledger({})];
  return { events, ledger, messages: await messagesOf(store) };
}

/**
 * A recorded day, frames in order, through the live bot's own functions on a simulated clock and a
 * ledger in memory. Nothing is sent.
 */
export async function playDay(stage: Stage, frames: readonly Timed[]): Promise<Played> {
  const store = await openStore(':memory:');
  try {
    return await play(stage, frames, store);
  } finally {
    await store.close();
  }
}
