import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openRecorder, type RecorderOptions } from '../../src/feed/recorder.ts';
import { dayOfFile, readDay, recordingOf, timed } from '../../src/feed/recordings.ts';
import { readRecording, recordedLine } from '../../src/feed/simulator/recording.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { until } from './scene.ts';

const DAY = '2026-11-20';
const NINE = instantOf(DAY, '09:00:00');
const FRAMES = [
  '{"data":[{"values":{"9001":"005930","302":"삼성전자"}}],"trnm":"REAL"}',
  'no JSON at all',
  ' {"odd" : "spaces"} ',
  '{"two":\n"lines"}',
  '"a text"',
  '{"line separator":"\u2028"}',
];

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'vigil-recorder-')), 'recordings');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true }));
});

function open(more: Partial<RecorderOptions> = {}) {
  const clock = fakeClock();
  const logged: unknown[] = [];
  const log = (_level: string, _msg: string, data: unknown): void => void logged.push(data);
  return { clock, logged, recorder: openRecorder({ folder, clock, log, ...more }) };
}

const framesOf = async (day = DAY): Promise<readonly string[]> =>
  (await readDay(folder, day)).map(({ frame }) => frame);

describe('the recorder', () => {
  test('keeps every frame byte for byte, with its time of arrival', async () => {
    const { recorder } = open();
    FRAMES.forEach((frame, index) => recorder.add(frame, NINE + index));
    await recorder.close();
    expect(await readDay(folder, DAY)).toEqual(
      FRAMES.map((frame, index) => ({ frame, at: NINE + index })),
    );
  });

  test('has on disk within 5 s what came, without being closed', async () => {
    const { recorder, clock } = open();
    recorder.add('{"a":1}', NINE);
    await clock.advance(5_000);
    await until(() => readdirSync(join(folder, '..')).length > 0 && size() > 0);
    recorder.add('{"b":2}', NINE + 6_000);
    expect(await framesOf()).toEqual(['{"a":1}']);
    await recorder.close();
    expect(await framesOf()).toEqual(['{"a":1}', '{"b":2}']);
  });

  const size = (): number =>
    statSync(recordingOf(folder, DAY), { throwIfNoEntry: false })?.size ?? 0;

  test('has a file for each Korean day, which only its owner may read', async () => {
    const { recorder } = open();
    recorder.add('{"a":1}', instantOf(DAY, '23:59:59'));
    recorder.add('{"b":2}', instantOf(DAY, '23:59:59') + 1_000);
    await recorder.close();
    expect([await framesOf(), await framesOf('2026-11-21')]).toEqual([['{"a":1}'], ['{"b":2}']]);
    expect(statSync(recordingOf(folder, DAY)).mode & 0o777).toBe(0o600);
  });

  test('a kill in the middle of a write loses no more than that write', async () => {
    for (const [index, frame] of ['{"a":1}', '{"b":2}', '{"c":3}'].entries()) {
      const { recorder } = open();
      recorder.add(frame, NINE + index);
      await recorder.close();
      if (index === 1) truncateSync(recordingOf(folder, DAY), size() - 12);
    }
    expect(await framesOf()).toEqual(['{"a":1}', '{"c":3}']);
    truncateSync(recordingOf(folder, DAY), size() - 12);
    expect(await framesOf()).toEqual(['{"a":1}']);
  });

  test('damage in the middle takes no more than what was written at that moment', async () => {
    const members = ['{"a":1}', '{"b":2}'].map((frame, index) =>
      gzipSync(`${recordedLine(frame, NINE + index)}\n`),
    );
    mkdirSync(folder);
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = members;
    first.fill(0xff, 12, 20);
    writeFileSync(recordingOf(folder, DAY), first);
    appendFileSync(recordingOf(folder, DAY), second);
    expect(await framesOf()).toEqual(['{"b":2}']);
  });

  test("stops at the day's bound, says so once, and goes on the next day", async () => {
    const { recorder, clock, logged } = open({ mostBytes: 120 });
    for (let second = 0; second < 20; second += 5) {
      recorder.add(`{"n":${second}}`, NINE + second * 1_000);
      await clock.advance(5_000);
    }
    recorder.add('{"next":1}', NINE + 86_400_000);
    await recorder.close();
    expect(size()).toBeLessThanOrEqual(120);
    expect((await framesOf())[0]).toBe('{"n":0}');
    expect(await framesOf('2026-11-21')).toEqual(['{"next":1}']);
    expect(logged).toHaveLength(1);
  });

  test('keeps 60 days, and leaves files of others alone', async () => {
    mkdirSync(folder);
    for (const name of ['2026-09-20.jsonl.gz', '2026-09-21.jsonl.gz', '2020-01-01.txt']) {
      writeFileSync(join(folder, name), '');
    }
    const { recorder } = open();
    recorder.add('{"a":1}', NINE);
    await recorder.close();
    expect(readdirSync(folder).toSorted()).toEqual([
      '2020-01-01.txt',
      '2026-09-21.jsonl.gz',
      `${DAY}.jsonl.gz`,
    ]);
  });

  test('a folder that cannot be written to costs the recording, nothing else', async () => {
    writeFileSync(folder, 'a file');
    const { recorder, logged } = open();
    recorder.add('{"a":1}', NINE);
    await recorder.close();
    expect(readFileSync(folder, 'utf8')).toBe('a file');
    expect(logged).toHaveLength(1);
  });

  test('makes nothing where nothing came', async () => {
    await open().recorder.close();
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });
});

test('any text at all is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), fc.nat(), (text, at) => {
      for (const frame of [text, `{${text}}`]) {
        expect(readRecording(recordedLine(frame, at), DAY)).toEqual([{ frame, at }]);
      }
    }),
  );
});

describe('frames without a moment', () => {
  test('come with the one before them', () => {
    const at = [undefined, 5, undefined, 7];
    expect(timed(at.map((one) => ({ frame: '', at: one }))).map((one) => one.at)).toEqual([
      5, 5, 5, 7,
    ]);
  });

  test.each([
    ['a day in the name', '/x/2026-11-18.jsonl', '2026-11-18'],
    ['none, on a Sunday', '/x/frames.jsonl', '2026-11-20'],
  ])('%s: are of %s', (_what, path, day) => {
    expect(dayOfFile(path, instantOf('2026-11-22', '10:00:00'))).toBe(day);
  });
});
