import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../src/feed/recordings.ts';
import { dayOf, instantOf, timeOf } from '../../src/vi/kst.ts';
import { configPlace, type ConfigPlace } from '../helpers/config-place.ts';
import { viFrame } from '../helpers/frames.ts';

const RULES = `
rules:
  - { name: 모두, when: { all: true }, notify: [phone, screen] }
  - { name: 하락, when: { direction: down }, notify: phone }
`;
const DAY = '2026-11-18';
const FRAMES = ['10:00:00', '10:00:05', '10:31:00'].map((trigger, index) =>
  viFrame({ stock: `00593${index}`, name: `주식 ${index}`, trigger }),
);

const place = (): ConfigPlace => configPlace({ 'rules.yaml': RULES });

async function imported(): Promise<ConfigPlace> {
  const made = place();
  const file = made.write(`${DAY}.jsonl`, FRAMES.join('\n'));
  expect(await made.vigil('import', file)).toMatchObject({ code: 0 });
  return made;
}

const recorded = ({ folder }: ConfigPlace, day: string) =>
  readDay(join(folder, 'data', 'recordings'), day);

describe('vigil import', () => {
  test('adds bare frames at the times they tell, on the day in the name of the file', async () => {
    expect(await recorded(await imported(), DAY)).toEqual(
      ['10:00:00', '10:00:05', '10:31:00'].map((time, index) => ({
        at: instantOf(DAY, time),
        frame: FRAMES[index],
      })),
    );
  });

  test('--date moves what says its own time, and keeps the time of day', async () => {
    const made = place();
    const lines = ['09:00:00.250', '09:00:01.500'].map(
      (time, index) => `{"at":"2026-03-02T${time}+09:00","frame":${FRAMES[index]}}`,
    );
    const file = made.write('old.jsonl.gz', gzipSync(lines.join('\n')));
    expect(await made.vigil('import', file, '--date', '2026-11-17')).toMatchObject({ code: 0 });
    const moved = await recorded(made, '2026-11-17');
    expect(moved.map(({ at }) => [dayOf(at), timeOf(at), at % 1_000])).toEqual([
      ['2026-11-17', '09:00:00', 250],
      ['2026-11-17', '09:00:01', 500],
    ]);
  });

  test.each([
    ['is not there', undefined],
    ['holds no frame with a time', '{"trnm":"PING"}\n'],
  ])('a file that %s ends with 1 and adds nothing', async (_what, text) => {
    const made = place();
    const file = text === undefined ? join(made.folder, 'none') : made.write('a.jsonl', text);
    const { code, told } = await made.vigil('import', file);
    expect([code, told.length]).toEqual([1, 1]);
    expect(existsSync(join(made.folder, 'data', 'recordings'))).toBe(false);
  });
});

describe('vigil backtest', () => {
  test('on a fresh clone plays the generated sample day, and needs no secret', async () => {
    const { code, out } = await place().vigil('backtest');
    expect(code).toBe(0);
    expect(out).toContain('generated sample day');
    expect(out).toMatch(/^09:00 █{40} /m);
  });

  test('without dates plays the last recorded day; --json has the shape of the contract', async () => {
    const made = await imported();
    const { code, out } = await made.vigil('backtest', '--json');
    expect(code).toBe(0);
    const counts = { sent: 0, merged: 0, muted: 0, suppressed: 0, expired: 0, waiting: 0 };
    expect(JSON.parse(out)).toMatchObject({
      days: [DAY],
      sample: false,
      rules: [
        {
          rule: '모두',
          matched: 3,
          channels: { phone: { ...counts, sent: 3 }, screen: { ...counts, sent: 3 } },
        },
        { rule: '하락', matched: 0, channels: { phone: counts } },
      ],
      waiting: { p50: 0, p95: 100, max: 100 },
      digests: 0,
    });
  });

  test('plays only the days asked for, and ends with 1 when none of them is recorded', async () => {
    const made = await imported();
    const days = async (...args: readonly string[]) => {
      const { code, out } = await made.vigil('backtest', '--json', ...args);
      return code === 0 ? (JSON.parse(out) as { days: unknown }).days : code;
    };
    expect(await days('--from', DAY, '--to', DAY)).toEqual([DAY]);
    expect(await days('--from', '2026-11-19')).toBe(1);
    expect(await days('--from', 'yesterday')).toBe(64);
  });

  test('--rules plays another folder and says what that changes', async () => {
    const made = await imported();
    made.write(
      'other/rules.yaml',
      'rules: [{ name: 모두, when: { stock: "005930" }, notify: screen }]',
    );
    const other = join(made.folder, 'other');
    const { out } = await made.vigil('backtest', '--rules', other, '--json');
    expect(JSON.parse(out)).toMatchObject({
      rules: [{ rule: '모두', matched: 1 }],
      difference: {
        new: [],
        gone: { length: 5 },
        rules: [
          { rule: '모두', before: 6, after: 1 },
          { rule: '하락', before: 0 },
        ],
      },
    });
  });

  test('--html writes a page, too', async () => {
    const made = await imported();
    const file = join(made.folder, 'page.html');
    expect((await made.vigil('backtest', '--html', file)).out).toContain('모두');
    expect(readFileSync(file, 'utf8')).toContain('<svg');
  });

  test.each([
    ['the rules', 'rules.yaml', []],
    ['vigil.yaml', 'vigil.yaml', []],
    ['the other rules', 'other/rules.yaml', ['--rules', 'other']],
  ])('faults of %s end with 2 and are told', async (_what, name, args) => {
    const made = await imported();
    made.write(name, 'rulez: []');
    const given = args.map((arg) => (arg === 'other' ? join(made.folder, arg) : arg));
    const { code, told, out } = await made.vigil('backtest', ...given);
    expect([code, out]).toEqual([2, '']);
    expect(told.join('\n')).toContain(`${name}:1`);
  });

  test('leaves the ledger alone', async () => {
    const made = await imported();
    rmSync(join(made.folder, 'data', 'vigil.db'), { force: true });
    await made.vigil('backtest');
    expect(existsSync(join(made.folder, 'data', 'vigil.db'))).toBe(false);
  });
});

test('check warns of what the last recorded day says of a rule, at its name', async () => {
  const made = await imported();
  const storm = Array.from({ length: 25 }, (_, index) =>
    viFrame({ stock: `${100_000 + index}`, name: `주식 ${index}`, trigger: '09:00:05' }),
  );
  expect((await made.vigil('check')).told.join('\n')).not.toContain('matched');
  await made.vigil('import', made.write('2026-11-19.jsonl', storm.join('\n')));
  const { code, out } = await made.vigil('check', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    faults: [],
    warnings: [{ line: 3, message: expect.stringContaining('25 of them') as string }],
  });
});

test('and where a rule of an included file stands', async () => {
  const made = configPlace({
    'rules.yaml':
      'include: [more.yaml]\nrules: [{ name: 하락, when: { direction: down }, notify: phone }]',
    'more.yaml': 'rules:\n  - { name: 모두, when: { all: true }, notify: phone }\n',
  });
  const storm = Array.from({ length: 25 }, (_, index) =>
    viFrame({ stock: `${100_000 + index}`, name: `주식 ${index}`, trigger: '09:00:05' }),
  );
  await made.vigil('import', made.write('2026-11-19.jsonl', storm.join('\n')));
  const { out } = await made.vigil('check', '--json');
  expect(JSON.parse(out)).toMatchObject({
    warnings: [{ file: expect.stringMatching(/more\.yaml$/) as string, line: 2, column: 13 }],
  });
});
