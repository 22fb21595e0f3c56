import { expect, test } from 'vitest';
import { muteReminder, toRemind } from '../../src/command/mute-reminder.ts';
import { instantOf, type Day, type TimeOfDay } from '../../src/vi/kst.ts';
import { muteOf } from './state.ts';

const FRIDAY_NIGHT = instantOf('2026-11-20', '21:00:00');
const NEXT_FRIDAY = instantOf('2026-11-27', '20:00:00');
const LONG = muteOf({ id: 3, createdAt: FRIDAY_NIGHT, until: NEXT_FRIDAY });

test.each<[title: string, day: Day, time: TimeOfDay, is: boolean]>([
  ['never on the day it was set', '2026-11-20', '22:00:00', false],
  ['never on a Saturday', '2026-11-21', '09:00:00', false],
  ['not before the morning', '2026-11-23', '08:29:59', false],
  ['on Monday from the opening auction on', '2026-11-23', '08:30:00', true],
  ['on the days after that', '2026-11-26', '08:30:00', true],
  ['not once it is over', '2026-11-27', '20:00:00', false],
])('a mute of a week is reminded of %s: %s %s', (_title, day, time, is) => {
  expect(toRemind([LONG], instantOf(day, time)).length === 1).toBe(is);
});

test.each([
  ['up to 24 hours', { until: FRIDAY_NIGHT + 24 * 3_600_000 }],
  ['that has hidden all it was to hide', { nextLeft: 0 }],
])('a mute %s is never reminded of', (_title, given) => {
  const mute = { ...LONG, ...given };
  expect(toRemind([mute], instantOf('2026-11-23', '08:30:00'))).toEqual([]);
});

test('the reminder says what, until when, how many, and has a button for each', () => {
  const hiding = [
    { mute: LONG, hidden: 5 },
    { mute: { ...LONG, id: 4, target: { is: 'all' } as const }, hidden: 0 },
  ];
  const monday = instantOf('2026-11-23', '08:30:00');
  expect(muteReminder(hiding, monday, 'ko')).toMatchObject({
    lines: [
      '🔕 아직 음소거 중: 2개',
      '#3 삼성전자(005930) · 2026-11-27 20:00 KST까지 · 지금까지 5건 숨김',
      '#4 전체 · 2026-11-27 20:00 KST까지 · 지금까지 0건 숨김',
    ],
    buttons: [
      [{ label: '🔔 해제 #3 삼성전자(005930)', press: 'u:3' }],
      [{ label: '🔔 해제 #4 전체', press: 'u:4' }],
    ],
    silent: true,
  });
  expect(muteReminder(hiding, monday, 'en').lines.slice(0, 2)).toEqual([
    '🔕 Still muted: 2',
    '#3 삼성전자(005930) · until 2026-11-27 20:00 KST · 5 hidden so far',
  ]);
});
