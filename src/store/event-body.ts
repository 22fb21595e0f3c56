import * as z from 'zod';
import {
  DIRECTIONS,
  EVENT_TYPES,
  KINDS,
  MARKETS,
  STOCK_TYPES,
  VENUES,
  type ViEvent,
} from '../vi/event.ts';

/** JSON has no `undefined`: a missing value is kept as null, so that all events keep one shape. */
const known = <T extends z.ZodType>(schema: T) =>
  schema.nullable().transform((value) => value ?? undefined);

const number = known(z.number());
const perKind = z.object({ static: number, dynamic: number });

const body = z.object({
  stock: z.string(),
  name: known(z.string()),
  kind: known(z.enum(KINDS)),
  direction: known(z.enum(DIRECTIONS)),
  market: known(z.enum(MARKETS)),
  triggerTime: z.string(),
  releaseTime: known(z.string()),
  price: number,
  reference: perKind,
  deviation: perKind,
  change: number,
  count: number,
  volume: number,
  turnover: number,
  unknown: z.record(z.string(), z.string()),
  event: z.enum(EVENT_TYPES),
  day: z.string(),
  venue: known(z.enum(VENUES)),
  type: known(z.enum(STOCK_TYPES)),
  // Not there in events that were stored before rules could ask for it.
  sinceLast: known(z.number().optional()),
  heardAt: z.number(),
  source: z.enum(['feed', 'catch-up']),
});

export const writeEvent = (event: ViEvent): string =>
  JSON.stringify(event, (_key, value: unknown) => (value === undefined ? null : value));

/** Throws on a body that this program did not write. */
export const readEvent = (text: string): ViEvent => body.parse(JSON.parse(text));
