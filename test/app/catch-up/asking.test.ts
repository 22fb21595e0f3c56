import { describe, expect, test } from 'vitest';
import {
  askSince,
  isDue,
  judge,
  NEVER_ASKED,
  type Asked,
} from '../../../src/app/catch-up/asking.ts';
import { episodeId, type TrackedEpisode } from '../../../src/episode/tracked-episode.ts';
import { instantOf } from '../../../src/vi/kst.ts';

const FRIDAY = '2026-11-20';
const at = (time: string, day = FRIDAY): number => instantOf(day, time);

function episode(triggerTime: string, given: Partial<TrackedEpisode> = {}): TrackedEpisode {
  const key = { day: FRIDAY, stock: '005930', triggerTime, kind: 'static', venue: 'krx' } as const;
  return { ...key, id: episodeId(key), state: 'active', releaseTime: undefined, ...given };
}
const ended = (triggerTime: string): TrackedEpisode => episode(triggerTime, { state: 'released' });

const asked = (given: Partial<Asked>): Asked => ({ ...NEVER_ASKED, ...given });
const confirmed = (...all: TrackedEpisode[]): Asked =>
  asked({ history: new Map(all.map(({ id }) => [id, 'confirmed'])) });

describe('it is time to ask', () => {
  test.each([
    ['three minutes after the last answer', at('09:03:00'), at('09:00:00'), true],
    ['not sooner', at('09:02:59'), at('09:00:00'), false],
    ['when our clock was set back since', at('09:00:00'), at('09:01:00'), true],
    ['when nothing was answered yet', at('09:00:00'), undefined, true],
    ['from 08:00', at('08:00:00'), at('07:00:00'), true],
    ['not before', at('07:59:59'), at('07:00:00'), false],
    ['until 20:05', at('20:04:59'), at('19:00:00'), true],
    ['not after', at('20:05:00'), at('19:00:00'), false],
    ['not on a Sunday', at('10:00:00', '2026-11-22'), at('09:00:00', '2026-11-22'), false],
  ])('%s', (_, now, last, due) => {
    expect(isDue([], NEVER_ASKED, last, now)).toBe(due);
  });

  const running = episode('20:10:00');
  test.each([
    ['at any hour when a release is overdue', [running], NEVER_ASKED, '20:13:00', true],
    ['not before it is', [running], NEVER_ASKED, '20:12:59', false],
    ['not when it came', [ended('20:10:00')], NEVER_ASKED, '20:13:00', false],
    ['only once', [running], asked({ overdue: new Set([running.id]) }), '20:13:00', false],
  ])('%s', (...[, episodes, before, now, due]) => {
    expect(isDue(episodes, before, at('20:09:00'), at(now))).toBe(due);
  });
});

describe('the history is needed from', () => {
  const old = ended('08:30:00');
  const run = episode('08:40:00');
  test.each([
    ['the last answer on', [], NEVER_ASKED, [], '09:00:00'],
    ['an episode that no answer has held yet', [old], NEVER_ASKED, [], '08:30:00'],
    ['the last answer on when one has', [old], confirmed(old), [], '09:00:00'],
    ['an episode that runs, though confirmed', [run], confirmed(run), [], '08:40:00'],
    [
      'the last answer on when it was overdue and asked about',
      [run],
      { ...confirmed(run), overdue: new Set([run.id]) },
      [],
      '09:00:00',
    ],
    ['the beginning of a gap', [], NEVER_ASKED, [{ from: at('08:10:00') }], '08:10:00'],
  ])('%s, and a minute before', (...[, episodes, before, gaps, from]) => {
    expect(askSince(episodes, before, gaps, at('09:00:00'))).toBe(at(from) - 60_000);
  });
});

describe('an answer', () => {
  const one = episode('09:00:00');
  const answer = (now: string, ...held: TrackedEpisode[]) => ({
    confirmed: new Set(held.map(({ id }) => id)),
    since: at('08:50:00'),
    at: at(now),
  });

  test('confirms what it holds, and says so once', () => {
    const first = judge([one], NEVER_ASKED, answer('09:00:01', one));
    expect(first.news).toEqual([[one.id, 'confirmed']]);
    expect(judge([one], first.asked, answer('09:03:00', one)).news).toEqual([]);
  });

  test('that lacks an episode twice, over a minute later, marks it; only then', () => {
    let before = NEVER_ASKED;
    const news = ['09:00:30', '09:01:00', '09:01:01', '09:01:02', '09:01:03'].map((time) => {
      const judged = judge([one], before, answer(time));
      before = judged.asked;
      return judged.news.map(([, history]) => history);
    });
    expect(news).toEqual([[], [], [], ['absent'], []]);
  });

  test('that holds what was marked takes the mark back', () => {
    const before = asked({ history: new Map([[one.id, 'absent']]) });
    expect(judge([one], before, answer('09:10:00', one)).news).toEqual([[one.id, 'confirmed']]);
  });

  test('that does not hold what an earlier one held marks nothing', () => {
    let before = confirmed(one);
    for (const time of ['09:02:00', '09:04:00', '09:06:00']) {
      const judged = judge([one], before, answer(time));
      expect(judged.news).toEqual([]);
      before = judged.asked;
    }
  });

  test('says nothing of what fired before it begins', () => {
    const before = episode('08:40:00');
    const twice = judge(
      [before],
      judge([before], NEVER_ASKED, answer('09:02:00')).asked,
      answer('09:04:00'),
    );
    expect(twice.news).toEqual([]);
    expect([...twice.asked.overdue]).toEqual([]);
  });

  test('settles the question of an overdue release', () => {
    const { asked: after } = judge([one], NEVER_ASKED, answer('09:03:00', one));
    expect(isDue([one], after, at('09:03:00'), at('09:03:10'))).toBe(false);
    const early = judge([one], NEVER_ASKED, answer('09:02:59', one));
    expect(isDue([one], early.asked, at('09:02:59'), at('09:03:00'))).toBe(true);
  });
});
