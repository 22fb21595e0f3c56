import { readFileSync } from 'node:fs';
import { timeOf, type EpochMs, type TimeOfDay } from '../../src/vi/kst.ts';

const FOLDER = new URL('../fixtures/frames/', import.meta.url);

/** The frames of a recording, byte for byte. */
export const recordedFrames = (name: string): readonly string[] =>
  readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

const wire = (time: TimeOfDay): string => time.replaceAll(':', '');

/** The frame as if it fired at `trigger`; one that tells a release, as if it ended at `release`. */
export const retimed = (frame: string, trigger: EpochMs, release = trigger): string =>
  frame
    .replaceAll(/"1223":"\d{6}"/g, `"1223":"${wire(timeOf(trigger))}"`)
    .replaceAll(/"1224":"(?!000000)\d{6}"/g, `"1224":"${wire(timeOf(release))}"`);

/** One interruption, as a frame tells it. */
export interface Vi {
  readonly stock: string;
  readonly name: string;
  readonly trigger: TimeOfDay;
  readonly release?: TimeOfDay;
  /** The suffixes of its copies, in order; `['', '_AL']` unless told. */
  readonly copies?: readonly string[];
  /** Fields in place of the ordinary ones. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What the fields say of 씨싸이트's static VI, as recorded, with a round turnover. */
export const ORDINARY = {
  '13': '5063',
  '14': '4200',
  '9068': '1',
  '9008': '101',
  '9075': '1',
  '1221': '3860',
  '1225': '정적',
  '1236': '3490',
  '1237': '0',
  '1238': '+10.60',
  '1239': '0.00',
  '1489': '+10.60',
  '1490': '1',
  '9069': '1',
  '1279': '+정적',
};

const row = (vi: Vi, suffix: string): object => ({
  type: '1h',
  name: 'VI발동/해제',
  item: vi.stock + suffix,
  values: {
    ...ORDINARY,
    '9001': vi.stock + suffix,
    '302': vi.name,
    '1223': wire(vi.trigger),
    '1224': vi.release === undefined ? '000000' : wire(vi.release),
    ...vi.values,
  },
});

/** The frame that tells it, with all its copies. */
export const viFrame = (vi: Vi): string =>
  JSON.stringify({
    data: (vi.copies ?? ['', '_AL']).map((suffix) => row(vi, suffix)),
    trnm: 'REAL',
  });
