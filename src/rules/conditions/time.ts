import { z } from 'zod';
import { oneOrMany } from '../../yaml/one-or-many.ts';
import { condition } from '../condition.ts';
import { opens, parseWindow, type TimeWindow } from '../time-window.ts';

const one = z.string().transform((text, context): TimeWindow => {
  const window = parseWindow(text);
  if (window !== undefined) return window;
  const params = { expected: 'a window such as "09:00-09:30"' };
  context.addIssue({ code: 'custom', message: `\`${text}\` is no window of time`, params });
  return z.NEVER;
});

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
