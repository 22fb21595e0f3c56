import type { EventType, Venue, Kind, Direction } from '../vi/event.ts';
import type { EpochMs } from '../vi/kst.ts';
import type { NewMute } from '../vi/mute.ts';
import type { Description } from '../rules/described-event.ts';
import type { Place } from '../yaml/fault.ts';

/** An event of a test, in the words that were written. */
export interface SaidEvent extends Omit<Description, 'day' | 'time' | 'heardAt' | 'sinceLast'> {
  /** ms since the event before it; for the first one since the test's `at`. */
  readonly after?: number | undefined;
}

/** A message that must be sent. What is `undefined` may be anything. */
export interface Expectation {
  readonly rule: string;
  /** A code or an exact name. */
  readonly stock: string | undefined;
  readonly count: number | undefined;
  readonly kind: Kind | undefined;
  readonly direction: Direction | undefined;
  readonly venue: Venue | undefined;
  readonly event: EventType | undefined;
  /** How many events a digest lists; `undefined`: a message about one. */
  readonly digest: number | undefined;
  readonly silent: boolean | undefined;
  /** Parts of what the chat shows in the end. */
  readonly text: readonly string[];
  /** Exactly these channels, in any order. */
  readonly to: readonly string[] | undefined;
}

/** One test of `rules.test.yaml`, checked. */
export interface RuleTest {
  readonly name: string;
  readonly file: string;
  /** Where it stands in the file. */
  readonly place: Place;
  readonly at: EpochMs;
  readonly events: readonly SaidEvent[];
  /** In force from `at` on. */
  readonly mutes: readonly NewMute[];
  /** The rules it is about, whatever the others tell; `undefined`: all. */
  readonly only: readonly string[] | undefined;
  /** These messages, and nothing else. */
  readonly expect: readonly Expectation[];
}
