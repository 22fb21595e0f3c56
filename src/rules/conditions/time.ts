import { instantOf, type Day } from '../../vi/kst.ts';
import { parsedText } from '../../yaml/parsed-text.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';
import { parseWindow } from '../time-window.ts';

const one = parsedText(parseWindow, 'window of time', 'a window such as "09:00-09:30"').meta({
  pattern: String.raw`^\s*\d{1,2}:\d{2}(:\d{2})?\s*-\s*\d{1,2}:\d{2}(:\d{2})?\s*$`,
});

export const time = oneOrMany(one)
  .transform((windows) => ({
    ...condition({
      test: windows.map(({ text }) => text).join(', '),
      read: (event) => event.triggerTime,
      holds: (value) => windows.some(({ from, to }) => from <= value && value < to),
      show: (value) => value,
    }),
    openings: (day: Day) =>
      windows.map(({ from, to }) => ({ from: instantOf(day, from), to: instantOf(day, to) })),
  }))
  .meta({
    description:
      'When it fired, Korean time, "09:00-09:30": the start is in, the end is not (Kiwoom 1223).',
  });
