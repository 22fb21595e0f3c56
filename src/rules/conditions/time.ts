import { parsedText } from '../../yaml/parsed-text.ts';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';
import { opens, parseWindow } from '../time-window.ts';

const one = parsedText(parseWindow, 'window of time', 'a window such as "09:00-09:30"');

export const time = oneOrMany(one)
  .transform((windows) => ({
    ...condition({
      test: windows.map(({ text }) => text).join(', '),
      read: (event) => event.triggerTime,
      holds: (value) => windows.some(({ from, to }) => from <= value && value < to),
      show: (value) => value,
    }),
    never: windows.some(opens) ? undefined : 'This window never opens',
  }))
  .meta({
    description:
      'When it fired, Korean time, "09:00-09:30": the start is in, the end is not (Kiwoom 1223).',
  });
