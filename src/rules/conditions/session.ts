import { z } from 'zod';
import { sessionsAt } from '../../market/sessions.ts';
import { SESSION_NAMES } from '../../market/timetable.ts';
import { triggeredAt } from '../../vi/episode.ts';
import type { Venue } from '../../vi/event.ts';
import { timeOf, type Day } from '../../vi/kst.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { shown } from '../../yaml/shown.ts';
import { condition } from '../condition.ts';
import { parseSession, type SessionTest } from '../session-test.ts';

const EXPECTED = `one of ${SESSION_NAMES.join(', ')}, or a span such as open+5m..close-10m`;

// The names by themselves, so that an editor offers them.
const one = z.union([z.enum(SESSION_NAMES), z.string()]).transform((text, context): SessionTest => {
  const test = parseSession(text);
  if (test !== undefined) return test;
  const params = { expected: EXPECTED, among: SESSION_NAMES };
  context.addIssue({ code: 'custom', message: `${shown(text)}: unknown session`, params });
  return z.NEVER;
});

export const session = oneOrMany(one)
  .transform((tests) => ({
    ...condition({
      test: tests.map(({ text }) => text).join(', '),
      read: (event) => ({ at: triggeredAt(event), venue: event.venue }),
      holds: ({ at, venue }) => tests.some((test) => test.holds(at, venue)),
      show: ({ at, venue }) => [timeOf(at), ...sessionsAt(at, venue)].join(' '),
    }),
    openings: (day: Day, venue: Venue | undefined) =>
      tests.flatMap((test) => test.openings(day, venue)),
  }))
  .meta({
    description:
      "Session of the event's venue in which it fired, or a span of its day (Kiwoom 1223).",
    examples: [...SESSION_NAMES, 'open+5m..close-10m'],
  });
