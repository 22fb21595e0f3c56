import { dirname, join } from 'node:path';
import { openRecorder, type Recorder } from '../feed/recorder.ts';
import type { AppParts } from './parts.ts';

const NOTHING: Recorder = { add: () => undefined, close: () => Promise.resolve() };

/** Where a store's recordings lie. */
export const recordingsBeside = (storePath: string): string =>
  join(dirname(storePath), 'recordings');

/**
 * Records what a broker tells. A simulated day can be had again from its seed, and a replayed one
 * is a recording already: neither may pass for a day of the market in a backtest.
 */
export function startRecording({
  settings,
  clock,
  log,
}: Pick<AppParts, 'settings' | 'clock' | 'log'>): Recorder {
  if (settings.feed.source !== 'kiwoom') return NOTHING;
  return openRecorder({ folder: recordingsBeside(settings.store.path), clock, log });
}
