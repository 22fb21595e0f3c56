import { pino } from 'pino';
import * as z from 'zod';

/** How grave a line is; `LOG_LEVEL` names the least grave that is written. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** `msg` is a fixed text; what varies is data. Secrets are masked wherever they stand. */
export type Log = (level: Level, msg: string, data?: Readonly<Record<string, unknown>>) => void;

/** What a log lets through, how, and to where. */
export interface LogOptions {
  readonly level: string;
  readonly format: 'json' | 'pretty';
  /** Texts that never appear: tokens and keys. */
  readonly secrets: readonly string[];
  /** Takes one line with its end. */
  readonly write: (line: string) => void;
}

const LINE = z.looseObject({ time: z.string(), level: z.string(), msg: z.string() });

const MASK = '[secret]';
const LEVELS = ['debug', 'info', 'warn', 'error'];

/** Telegram's token stands in its URLs, so a pattern catches it in errors of libraries too. */
const TOKEN_SHAPES = /\d{6,}:[A-Za-z0-9_-]{30,}|xox[a-z]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+/g;

/** The one place where secrets are taken out of a text. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= 6);
  return (text) =>
    known
      .reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
      .replaceAll(TOKEN_SHAPES, MASK);
}

/** A line for a person at a terminal: `09:00:01 info  watching {"stocks":2500}`. */
function pretty(line: string): string {
  const { time, level, msg, ...data } = LINE.parse(JSON.parse(line));
  const rest = Object.keys(data).length === 0 ? '' : ` ${JSON.stringify(data)}`;
  return `${time.slice(11, 19)} ${level.padEnd(5)} ${msg}${rest}\n`;
}

/** Structured logs: one JSON object a line, or a short line for people. */
export function createLog({ level, format, secrets, write }: LogOptions): Log {
  const masked = redactor(secrets);
  const logger = pino(
    {
      level: LEVELS.includes(level) ? level : 'info',
      base: null,
      timestamp: () => `,"time":"${new Date(Date.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(masked(format === 'json' ? line : pretty(line))) },
  );
  return (at, msg, data = {}) => logger[at](data, msg);
}

/** What a fault says, with its causes, for a log. */
export const faultText = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault);
  const cause = fault.cause === undefined ? '' : `: ${faultText(fault.cause)}`;
  return `${fault.name}: ${fault.message}${cause}`;
};
