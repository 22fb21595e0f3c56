import { instantOf } from '../../vi/kst.ts';
import { parseWindow } from '../../vi/time-window.ts';
import { parsedText } from '../../yaml/parsed-text.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import type { TimeTest } from '../condition.ts';
import type { Word } from '../word.ts';

const one = parsedText(parseWindow, 'window of time', 'a window such as "09:00-09:30"').meta({
  pattern: String.raw`^\s*\d{1,2}:\d{2}(:\d{2})?\s*-\s*\d{1,2}:\d{2}(:\d{2})?\s*$`,
});

export const time: Word<TimeTest> = {
  schema: () =>
    oneOrMany(one)
      .transform((windows): TimeTest => ({
        is: 'time',
        word: 'time',
        test: windows.map(({ text }) => text).join(', '),
        windows,
      }))
      .meta({
        description:
          'When it fired, Korean time, "09:00-09:30": the start is in, the end is not (Kiwoom 1223).',
      }),
  holds: ({ windows }, { triggerTime }) =>
    windows.some(({ from, to }) => from <= triggerTime && triggerTime < to),
  seen: ({ triggerTime }) => triggerTime,
  openings: ({ windows }, day) =>
    windows.map(({ from, to }) => ({ from: instantOf(day, from), to: instantOf(day, to) })),
};
