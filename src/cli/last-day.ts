import { recordingsBeside } from '../app/record.ts';
import { eventsOf } from '../backtest/events-of.ts';
import { lastDayDoubts } from '../backtest/last-day-doubts.ts';
import { bytesIn, readDay, recordedDays, recordingOf } from '../feed/recordings.ts';
import { listed } from '../rules/parts.ts';
import { readRulesFiles } from '../rules/read-rules-files.ts';
import type { RuleSet } from '../rules/rule.ts';
import type { Settings } from '../settings/settings.ts';
import type { StockList } from '../vi/stock.ts';
import type { ConfigFolder } from '../yaml/config-folder.ts';
import { inOrder, type Fault } from '../yaml/fault.ts';
import { below, faultAtPart } from '../yaml/yaml-file.ts';
import type { Io } from './io.ts';

/** Ten times an ordinary day. A check is done at every save: it must not take longer than a look. */
const MOST_BYTES = 4 * 1_048_576;

interface Checked {
  readonly folder: ConfigFolder;
  readonly settings: Settings;
  readonly rules: RuleSet;
  readonly stocks: StockList;
}

/** What the last recorded day would have come to, as warnings; none when nothing is recorded. */
export async function lastDayWarnings(
  { folder, settings, rules, stocks }: Checked,
  { clock }: Pick<Io, 'clock'>,
): Promise<readonly Fault[]> {
  const recordings = recordingsBeside(settings.store.path);
  const day = (await recordedDays(recordings)).at(-1);
  if (day === undefined) return [];
  if ((await bytesIn(recordingOf(recordings, day))) > MOST_BYTES) return [];
  // A recording that cannot be read says nothing about the rules.
  const frames = await readDay(recordings, day).catch(() => []);
  const events = await eventsOf(frames, stocks);
  const names = rules.rules.map(({ name }) => name);
  const { channels } = settings;
  const doubts = lastDayDoubts({ day, events, rules, channels, clock });
  const places = listed(readRulesFiles(folder).files, 'rules');
  return inOrder(
    doubts.flatMap(({ rule, message }) => {
      const place = places[names.indexOf(rule)];
      return place === undefined ? [] : [faultAtPart(below(place, 'name'), { message })];
    }),
  );
}
