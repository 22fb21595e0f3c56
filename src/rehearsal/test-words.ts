import * as z from 'zod';
import { parseAmount, type Unit } from '../rules/amount.ts';
import { stockText } from '../rules/stock-text.ts';
import { parseTime } from '../vi/time-window.ts';
import { DIRECTIONS, EVENT_TYPES, KINDS, MARKETS, STOCK_TYPES, VENUES } from '../vi/event.ts';
import { dayOf, instantOf, type EpochMs } from '../vi/kst.ts';
import { keyed } from '../yaml/keyed.ts';
import { durationText, parsedText } from '../yaml/parsed-text.ts';
import { shown } from '../yaml/shown.ts';

const amount = (suffix: Unit['suffix'], large: boolean) =>
  z.union([z.number(), z.string()]).transform((raw, context): number => {
    const value = parseAmount(String(raw), { suffix, large, signed: true });
    if (value !== undefined) return value;
    const params = { expected: `a number such as 10${large ? `, 150억${suffix}` : suffix}` };
    context.addIssue({ code: 'custom', message: `${shown(raw)} is no number here`, params });
    return z.NEVER;
  });

function parseMoment(text: string): EpochMs | undefined {
  const [, day = '', clock = ''] = /^(\d{4}-\d{2}-\d{2})[ T](.+)$/.exec(text.trim()) ?? [];
  const time = parseTime(clock);
  const at = time === undefined ? Number.NaN : instantOf(day, time);
  // 2026-02-30 is read as 2 March by some engines.
  return Number.isNaN(at) || dayOf(at) !== day ? undefined : at;
}

/** `2026-11-20 09:05:00`, Korean time. */
export const momentText = parsedText(
  parseMoment,
  'moment',
  'a day and a time such as "2026-11-20 09:05:00", Korean time',
);

export const stockWord = stockText.meta({ description: 'A code, 005930, or an exact name.' });
export const countWord = amount('', false).meta({
  description: 'How many-th VI of the day (Kiwoom 1490).',
});

/** What an event of a test may say of itself; the rest is filled in. */
export const eventSchema = keyed('word of an event', {
  stock: stockWord,
  name: z.string().optional().meta({ description: "The stock's name." }),
  event: z
    .enum(EVENT_TYPES)
    .optional()
    .meta({ description: 'trigger (default), or release: the end of the one before it.' }),
  kind: z.enum(KINDS).optional().meta({ description: 'Default: static.' }),
  direction: z.enum(DIRECTIONS).optional().meta({ description: 'Default: up.' }),
  deviation: amount('%', false)
    .optional()
    .meta({ description: 'In %, signed or as a size. Default: 10, for static ones.' }),
  count: countWord.optional(),
  price: amount('원', true).optional().meta({ description: 'Won. Default: no value.' }),
  change: amount('%', false).optional().meta({ description: 'Signed %. Default: no value.' }),
  volume: amount('주', true).optional().meta({ description: 'Shares. Default: no value.' }),
  turnover: amount('원', true)
    .optional()
    .meta({ description: 'Won, 150억 works. Default: no value.' }),
  market: z.enum(MARKETS).optional().meta({ description: 'Default: kospi.' }),
  venue: z.enum(VENUES).optional().meta({ description: 'Default: krx.' }),
  type: z.enum(STOCK_TYPES).optional().meta({ description: 'Default: stock.' }),
  after: durationText
    .optional()
    .meta({ description: 'Time since the event before it, 5m. Default: 1s.' }),
});
