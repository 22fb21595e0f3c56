import { expect, test } from 'vitest';
import { loudnessOf, quietUntil } from '../../src/deliver/loudness.ts';
import { TELL_ALL, type Loudness, type Quiet } from '../../src/settings/settings.ts';
import { instantOf, type TimeOfDay } from '../../src/vi/kst.ts';
import { parseWindow } from '../../src/vi/time-window.ts';

const quiet = (high: Quiet['high'], ...time: readonly string[]): Quiet => ({
  time: time.map((text) => parseWindow(text)!),
  high,
});
const NIGHT = quiet('silent', '22:00-07:00');
const NIGHT_BUT_HIGH = quiet('through', '22:00-07:00');
const MEALS = quiet('silent', '11:30-12:30', '18:00-19:00');

const alertAt = (time: TimeOfDay, hours: Quiet | undefined, tell: Loudness, isHigh = false) =>
  loudnessOf(
    { tell: { ...TELL_ALL, alert: tell }, quiet: hours },
    'alert',
    instantOf('2026-11-20', time),
    isHigh,
  );

test.each<[title: string, loudness: Loudness, is: Loudness]>([
  ['rings without quiet hours', alertAt('23:00:00', undefined, 'on'), 'on'],
  ['rings a second before them', alertAt('21:59:59', NIGHT, 'on'), 'on'],
  ['is silent from their start on', alertAt('22:00:00', NIGHT, 'on'), 'silent'],
  ['is silent before midnight', alertAt('23:59:59', NIGHT, 'on'), 'silent'],
  ['is silent after midnight', alertAt('00:00:00', NIGHT, 'on'), 'silent'],
  ['is silent a second before their end', alertAt('06:59:59', NIGHT, 'on'), 'silent'],
  ['rings at their end', alertAt('07:00:00', NIGHT, 'on'), 'on'],
  ['is silent in the second of two spans', alertAt('18:30:00', MEALS, 'on'), 'silent'],
  ['rings between two spans', alertAt('12:30:00', MEALS, 'on'), 'on'],
  [
    'of high priority is silent unless told otherwise',
    alertAt('23:00:00', NIGHT, 'on', true),
    'silent',
  ],
  [
    'of high priority breaks through when told so',
    alertAt('23:00:00', NIGHT_BUT_HIGH, 'on', true),
    'on',
  ],
  ['of another priority never breaks through', alertAt('23:00:00', NIGHT_BUT_HIGH, 'on'), 'silent'],
  ['turned down never rings', alertAt('12:00:00', undefined, 'silent'), 'silent'],
  [
    'turned down is silent, whatever the priority',
    alertAt('23:00:00', NIGHT_BUT_HIGH, 'silent', true),
    'silent',
  ],
  ['turned off is off by day', alertAt('12:00:00', NIGHT, 'off'), 'off'],
  [
    'turned off is off at night and whatever the priority',
    alertAt('23:00:00', NIGHT_BUT_HIGH, 'off', true),
    'off',
  ],
])('an alert %s', (_, loudness, is) => {
  expect(loudness).toBe(is);
});

test.each<[title: string, time: TimeOfDay, hours: Quiet | undefined, end: TimeOfDay | undefined]>([
  ['none without any', '23:00:00', undefined, undefined],
  ['none a second before they begin', '21:59:59', NIGHT, undefined],
  ['their end from their start on', '22:00:00', NIGHT, '07:00:00'],
  ['their end after midnight', '00:00:00', NIGHT, '07:00:00'],
  ['none at their end', '07:00:00', NIGHT, undefined],
  ['those of the second span', '18:30:00', MEALS, '19:00:00'],
  [
    'the last of those that follow each other',
    '23:00:00',
    quiet('silent', '00:00-07:00', '22:00-24:00'),
    '07:00:00',
  ],
  [
    'some end where they never end',
    '23:00:00',
    quiet('silent', '12:00-00:00', '00:00-12:00'),
    '12:00:00',
  ],
])('the end of quiet hours: %s', (_title, time, hours, end) => {
  expect(quietUntil(hours, instantOf('2026-11-20', time))).toBe(end);
});

test('one kind turned off leaves the others', () => {
  const wishes = { tell: { ...TELL_ALL, release: 'off' as const }, quiet: undefined };
  expect(loudnessOf(wishes, 'release', 0)).toBe('off');
  expect(loudnessOf(wishes, 'alert', 0)).toBe('on');
});
