import type { Episode } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';

/** How an alert differs from an ordinary one (contract.md, "Marks"). */
export interface Marks {
  /** ms between the event and the sending where that counts as late (reliability.md). */
  readonly lateMs: number | undefined;
  /** An earlier attempt may have arrived. */
  readonly repeat: boolean;
  /** The channel that could not take it; `undefined`: it is this one's own. */
  readonly insteadOf: string | undefined;
}

/** What is shown of an interruption's end. */
export type Ending = Pick<Episode, 'state' | 'releaseTime'>;

/** An earlier interruption of the same stock. */
export type Earlier = Pick<ViEvent, 'triggerTime' | 'kind' | 'direction'>;

/** Everything one alert shows. */
export interface AlertView {
  /** The trigger; for a rule that matched a release, the release. */
  readonly event: ViEvent;
  readonly episode: Ending;
  /** The rules that matched, in the file's order. */
  readonly rules: readonly { readonly name: string; readonly note: string | undefined }[];
  /** The same stock today, oldest first. */
  readonly earlier?: readonly Earlier[];
  readonly marks: Marks;
  readonly silent: boolean;
}
