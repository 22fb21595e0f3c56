import * as z from 'zod';
import { instantOf, type Day, type EpochMs } from '../../vi/kst.ts';

/** One frame of a recording, byte for byte. */
export interface Recorded {
  readonly frame: string;
  /** When it was heard, or when what it tells happened; `undefined` when nothing says so. */
  readonly at: EpochMs | undefined;
}

/** `{at, frame}` with the frame as an object: taken as text, since parsing would reorder its fields. */
const WRAPPED = [
  /^\{\s*"at"\s*:\s*(?<at>"[^"]*"|\d+)\s*,\s*"frame"\s*:\s*(?<frame>.*?)\s*\}$/s,
  /^\{\s*"frame"\s*:\s*(?<frame>.*?)\s*,\s*"at"\s*:\s*(?<at>"[^"]*"|\d+)\s*\}$/s,
] as const;

const timesSchema = z.object({
  data: z.array(
    z.object({ values: z.object({ '1223': z.string(), '1224': z.string().optional() }) }),
  ),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const toInstant = (at: string): EpochMs | undefined => {
  const value = parse(at);
  const instant = typeof value === 'string' ? Date.parse(value) : value;
  return typeof instant === 'number' && !Number.isNaN(instant) ? instant : undefined;
};

/** By 1224 for a release, by 1223 for a trigger. */
function toldTime(frame: string, day: Day): EpochMs | undefined {
  const values = timesSchema.safeParse(parse(frame)).data?.data[0]?.values;
  const release = values?.['1224']?.trim() ?? '';
  const time = /^0*$/.test(release) ? values?.['1223'].trim() : release;
  const parts = /^(\d\d)(\d\d)(\d\d)$/.exec(time ?? '');
  return parts === null ? undefined : instantOf(day, parts.slice(1).join(':'));
}

function readLine(line: string, day: Day): Recorded {
  for (const shape of WRAPPED) {
    const { at, frame } = shape.exec(line)?.groups ?? {};
    if (at === undefined || frame === undefined) continue;
    const value = parse(frame);
    return { frame: typeof value === 'string' ? value : frame, at: toInstant(at) };
  }
  return { frame: line, at: toldTime(line, day) };
}

/**
 * Reads JSON lines: bare frames, timed as if on `day`, or `{at, frame}` with `at` in epoch ms or
 * ISO 8601.
 */
export const readRecording = (text: string, day: Day): readonly Recorded[] =>
  text
    // Some editors put a mark in front (U+FEFF).
    .trimStart()
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => readLine(line, day));

/** A frame that can stand in the line as it is: one line, and read back as the same text. */
const PLAIN = /^\{.*\}$/;

/** The line, without its end, that is read back as this frame byte for byte; `at` in whole ms. */
export const recordedLine = (frame: string, at: EpochMs): string =>
  `{"at":${at},"frame":${PLAIN.test(frame) ? frame : JSON.stringify(frame)}}`;
