import * as z from 'zod';
import { sessionsAt } from '../../market/sessions.ts';
import { SESSION_NAMES } from '../../market/timetable.ts';
import { triggeredAt } from '../../vi/episode.ts';
import { timeOf } from '../../vi/kst.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { shown } from '../../yaml/shown.ts';
import type { SessionsTest } from '../condition.ts';
import { isHeldAt, openingsOf, parseSession, type SessionTest } from '../session-test.ts';
import type { Word } from '../word.ts';

const EXPECTED = `one of ${SESSION_NAMES.join(', ')}, or a span such as open+5m..close-10m`;

// The names by themselves, so that an editor offers them.
const one = z.union([z.enum(SESSION_NAMES), z.string()]).transform((text, context): SessionTest => {
  const test = parseSession(text);
  if (test !== undefined) return test;
  const params = { expected: EXPECTED, among: SESSION_NAMES };
  context.addIssue({ code: 'custom', message: `${shown(text)}: unknown session`, params });
  return z.NEVER;
});

export const session: Word<SessionsTest> = {
  schema: () =>
    oneOrMany(one)
      .transform((sessions): SessionsTest => ({
        is: 'session',
        word: 'session',
        test: sessions.map(({ text }) => text).join(', '),
        sessions,
      }))
      .meta({
        description:
          "Session of the event's venue in which it fired, or a span of its day (Kiwoom 1223).",
        examples: [...SESSION_NAMES, 'open+5m..close-10m'],
      }),
  holds: ({ sessions }, event) =>
    sessions.some((test) => isHeldAt(test, triggeredAt(event), event.venue)),
  seen: (event) =>
    [timeOf(triggeredAt(event)), ...sessionsAt(triggeredAt(event), event.venue)].join(' '),
  openings: ({ sessions }, day, venue) => sessions.flatMap((test) => openingsOf(test, day, venue)),
};
