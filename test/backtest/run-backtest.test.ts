import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { htmlReport } from '../../src/backtest/html-report.ts';
import { playDay, type Played } from '../../src/backtest/play-day.ts';
import type { Report } from '../../src/backtest/report.ts';
import { chooseDays, runBacktest } from '../../src/backtest/run-backtest.ts';
import { readSample, SAMPLE_FILE } from '../../src/backtest/sample-day.ts';
import { summarise } from '../../src/backtest/summary.ts';
import { textReport } from '../../src/backtest/text-report.ts';
import { addLines, linesOf, recordingOf } from '../../src/feed/recordings.ts';
import { TELL_ALL } from '../../src/settings/settings.ts';
import { instantOf } from '../../src/vi/kst.ts';
import { gunzipped } from '../../src/feed/gzip-members.ts';
import { readFile } from 'node:fs/promises';
import { viFrame } from '../helpers/frames.ts';
import { sampleDayText } from './make-sample-day.ts';
import { rulesOf, stageOf } from './stage.ts';

const EVERY = '  - { name: 모두, when: { all: true }, notify: [phone, screen] }';
const UP = '  - { name: 상승, when: { direction: up }, notify: [phone], cooldown: until-close }';
const DAY = '2026-11-20';

describe('the sample day', () => {
  test('is what the simulator makes, and small', async () => {
    expect(gunzipped(await readFile(SAMPLE_FILE))).toBe(sampleDayText());
    expect(statSync(SAMPLE_FILE).size).toBeLessThan(150_000);
  });
});

describe('a day played to a Telegram group and a console', () => {
  const stage = stageOf(`${EVERY}\n${UP}`);
  let played: Played;
  beforeAll(async () => {
    played = await playDay(stage, await readSample());
  });

  test('is an ordinary one, and the rule for every VI matched them all', () => {
    const triggers = played.events.filter(({ event }) => event === 'trigger');
    expect(triggers.length).toBeGreaterThan(460);
    const { rules } = summarise(stage.rules.rules, played);
    expect(rules.map(({ rule }) => rule)).toEqual(['모두', '상승']);
    expect(rules[0]?.matched).toBe(triggers.length);
  });

  test('every rule and channel adds up to what matched', () => {
    const { rules } = summarise(stage.rules.rules, played);
    for (const { matched, channels } of rules) {
      for (const counts of Object.values(channels)) {
        expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(matched);
        expect([counts['waiting'], counts['failed'], counts['unknown']]).toEqual([0, 0, 0]);
      }
    }
    expect(rules[1]?.channels['phone']?.['suppressed']).toBeGreaterThan(0);
  });

  test('the group merges and never gets more than 20 messages in a minute; the console all', () => {
    const posts = played.messages.filter(({ channel }) => channel === 'phone').map(({ at }) => at);
    const inMinute = posts.map((from) => posts.filter((at) => at >= from && at < from + 60_000));
    expect(Math.max(...inMinute.map(({ length }) => length))).toBeLessThanOrEqual(20);
    const { rules, digests, waiting, busiest } = summarise(stage.rules.rules, played);
    expect(digests).toBeGreaterThan(0);
    expect(rules[0]?.channels['phone']?.['merged']).toBeGreaterThan(0);
    expect(rules[0]?.channels['screen']?.['sent']).toBe(rules[0]?.matched);
    expect(waiting.max).toBeGreaterThan(100);
    expect(waiting.p50).toBeLessThanOrEqual(waiting.p95);
    expect(waiting.p95).toBeLessThanOrEqual(waiting.max);
    expect(busiest).toMatchObject({ channel: 'screen', day: DAY, minute: '09:00' });
  });

  test('comes to the same every time', async () => {
    expect(await playDay(stage, await readSample())).toEqual(played);
  });
});

test('a day played to a channel that wants no alerts is suppressed there, with the reason', async () => {
  const { channels, ...stage } = stageOf(EVERY);
  const played = await playDay(
    {
      ...stage,
      channels: channels.map((one) => ({ ...one, tell: { ...TELL_ALL, alert: 'off' } })),
    },
    await readSample(),
  );
  expect(played.messages).toEqual([]);
  expect(new Set(played.ledger.map(({ outcome, reason }) => `${outcome}, ${reason}`))).toEqual(
    new Set(['phone', 'screen'].map((name) => `suppressed, alert: off in channel ${name}`)),
  );
});

/** A folder with a recording of so many VIs on each of these days. */
async function recorded(days: Readonly<Record<string, number>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-backtest-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [day, count] of Object.entries(days)) {
    const frames = Array.from({ length: count }, (_, index) => {
      const trigger = `10:0${index}:00`;
      return {
        at: instantOf(day, trigger),
        frame: viFrame({ stock: `00593${index}`, name: `주식 ${index}`, trigger }),
      };
    });
    await addLines(recordingOf(folder, day), linesOf(frames), Infinity);
  }
  return folder;
}

const NO_SPAN = { from: undefined, to: undefined };

describe('which days are played', () => {
  const DAYS = { '2026-11-17': 1, '2026-11-18': 1, '2026-11-19': 1 };
  test.each([
    ['without dates the last recorded one', NO_SPAN, ['2026-11-19']],
    ['from a day on', { from: '2026-11-18', to: undefined }, ['2026-11-18', '2026-11-19']],
    ['up to a day', { from: undefined, to: '2026-11-17' }, ['2026-11-17']],
    ['a single day', { from: '2026-11-18', to: '2026-11-18' }, ['2026-11-18']],
    ['none that was not recorded', { from: '2026-12-01', to: undefined }, []],
  ])('%s', async (_what, span, days) => {
    expect(await chooseDays(await recorded(DAYS), span)).toEqual({ days, sample: false });
  });

  test('the sample when nothing is recorded, unless days are asked for', async () => {
    const folder = await recorded({});
    expect(await chooseDays(folder, NO_SPAN)).toEqual({ days: [DAY], sample: true });
    expect(await chooseDays(join(folder, 'none'), { ...NO_SPAN, from: DAY })).toEqual({
      days: [],
      sample: false,
    });
  });
});

async function compared(before: string, after: string): Promise<Report> {
  const folder = await recorded({ [DAY]: 3 });
  const stage = stageOf(after);
  const days = { days: [DAY], sample: false };
  return runBacktest({ ...days, folder, stage, running: rulesOf(before) });
}

describe('against the running rules', () => {
  const one = (stock: string): string =>
    `  - { name: 하나, when: { stock: "${stock}" }, notify: [phone] }`;

  test('tells what is new, what is gone, and how each rule changes', async () => {
    const { rules, difference } = await compared(one('005930'), `${one('005931')}\n${UP}`);
    expect(rules.map(({ rule, matched }) => [rule, matched])).toEqual([
      ['하나', 1],
      ['상승', 3],
    ]);
    expect(difference?.new.map(({ stock, name, channel }) => [stock, name, channel])).toEqual([
      ['005931', '주식 1', 'phone'],
      ['005932', '주식 2', 'phone'],
    ]);
    expect(difference?.gone).toEqual([]);
    expect(difference?.rules).toEqual([{ rule: '상승', before: undefined, after: 3 }]);
    const back = await compared(`${one('005931')}\n${UP}`, one('005930'));
    expect(back.difference?.gone).toHaveLength(2);
    expect(back.difference?.new).toEqual([]);
  });

  test('a set against itself differs in nothing', async () => {
    expect((await compared(EVERY, EVERY)).difference).toMatchObject({
      new: [],
      gone: [],
      rules: [],
    });
  });
});

describe('the report', () => {
  const ODD = '  - { name: "<b>&\\"", when: { all: true }, notify: [phone, screen] }';

  test('for a terminal aligns names of any width', async () => {
    const text = textReport(await compared(EVERY, EVERY));
    expect(text).toContain('2026-11-20 · 규칙 1개\n');
    expect(text).toContain('모두         phone         3     3');
    expect(text).toMatch(/^10:00 █+ 6 \/ 3$/m);
    expect(text).not.toContain('표본');
  });

  test('as a page has its plots in itself, no script, and no markup of a rule', async () => {
    const html = htmlReport(await compared(EVERY, ODD));
    expect(html).toContain('<svg ');
    expect(html).toContain('&lt;b&gt;&amp;&quot;');
    expect(html).not.toMatch(/<script|<b>|https?:|src=/);
  });

  test('of the sample says that it is generated', async () => {
    const sample = await runBacktest({
      days: [DAY],
      sample: true,
      folder: '',
      stage: stageOf(UP),
      running: undefined,
    });
    expect(textReport(sample)).toContain('generated sample day');
    expect(sample.difference).toBeUndefined();
  });
});
