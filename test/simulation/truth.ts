import type { Draft } from '../../src/alert/draft.ts';
import type { Message } from '../../src/alert/message.ts';
import type { Notice } from '../../src/alert/notice.ts';
import type { Writer } from '../../src/deliver/dispatch-state.ts';
import { happenedAt } from '../../src/vi/episode.ts';
import type { ViEvent } from '../../src/vi/event.ts';
import type { EpochMs } from '../../src/vi/kst.ts';

/** One event as a message says it. */
export interface SaidEntry {
  readonly event: number;
  readonly stock: string;
  readonly rules: readonly string[];
  readonly state: string;
  readonly venue: string | undefined;
  /** Whether it tells a trigger or a release, and when that was. */
  readonly type: ViEvent['event'];
  readonly happened: EpochMs;
}

/** What a message says, to be read by the checks instead of by people. */
export type Said =
  | {
      readonly is: 'draft';
      readonly form: Draft['form'];
      readonly onRelease: Draft['onRelease'];
      readonly repeat: boolean;
      readonly entries: readonly SaidEntry[];
    }
  | { readonly is: 'notice'; readonly notice: Notice }
  | { readonly is: 'reply'; readonly number: number };

const messageOf = (said: Said, silent: boolean): Message => ({
  lines: [JSON.stringify(said)],
  buttons: [],
  silent,
  tone: 'neutral',
});

export const read = (text: string): Said => JSON.parse(text) as Said;
export const reply = (number: number): Message => messageOf({ is: 'reply', number }, false);

const UNITS_PER_LINE = 40;

/** Words for the checks: every message says exactly what it is about and how that stands. */
export const truthWriter: Writer = {
  compose(draft, subjects) {
    const entries = draft.entries.map(({ event: number, rules }): SaidEntry => {
      const { event, episode } = subjects(number);
      return {
        event: number,
        stock: event.stock,
        rules: rules.map(({ name }) => name),
        state: event.event === 'release' ? 'released' : episode.state,
        venue: event.venue,
        type: event.event,
        happened: happenedAt(event),
      };
    });
    const { form, onRelease, repeat, silent } = draft;
    return messageOf({ is: 'draft', form, onRelease, repeat, entries }, silent);
  },
  fits: (entries, _subjects, _locale, budget) =>
    Math.max(1, Math.min(entries.length, Math.floor(budget / UNITS_PER_LINE))),
  notice: (notice) => messageOf({ is: 'notice', notice }, false),
};
