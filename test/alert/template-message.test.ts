import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose } from '../../src/alert/compose.ts';
import { readDraft, writeDraft, type Draft } from '../../src/alert/draft.ts';
import { textOf } from '../../src/alert/message.ts';
import { FIELD_NAMES, fieldOf } from '../../src/alert/template-fields.ts';
import { FILTER_NAMES } from '../../src/alert/template-filters.ts';
import { templateMessage } from '../../src/alert/template-message.ts';
import { parseTemplate } from '../../src/alert/template.ts';
import { alertDraft } from '../helpers/alert-draft.ts';
import { aBareEvent, anEvent, aView } from './an-event.ts';

/** What a template makes of the example alert, without the lines that every alert has. */
const written = (template: string, view = aView({ rules: [] })): string =>
  textOf(templateMessage(view, template, 'ko'));

const RELEASED = { state: 'released', releaseTime: '11:04:14' } as const;
const BARE = aView({ event: aBareEvent(), rules: [] });

describe('a value', () => {
  test.each([
    ['{name} {stock}', '대성에너지 117580'],
    ['{sign} {arrow} {direction} {kind}', '🔴▲ ▲ 상승 정적'],
    ['a {market} {venue} {type}', 'a 코스피 KRX stock'],
    ['{day} {time} → {expected}', '2026-11-20 11:02:01 → 11:04:01~11:04:31'],
    ['a {price} {price|won} {price|plain}', 'a 9,730 9,730원 9730'],
    ['a {reference|won}', 'a 8,840원'],
    ['a {turnover|억} {turnover}', 'a 412억 41,234,000,000'],
    ['a {deviation} {deviation|size} {deviation.static}', 'a +10.07% 10.07% +10.07%'],
    ['a {change} {count} {count|회}', 'a +19.09% 2 2회'],
    ['a { price | won }', 'a 9,730원'],
    ['a {volume}', 'a 4,300,000'],
    ['a[ {since_last}]', 'a'],
  ])('%s is written %s', (template, text) => {
    expect(written(template)).toBe(text);
  });

  test('that is missing is left out, and a line of nothing else with it', () => {
    expect(written('{name}: {price|won}\n{turnover|억}\n끝', BARE)).toBe('117580:\n끝');
  });

  test('that is a time is written as people say it', () => {
    const view = aView({ event: anEvent({ sinceLast: 450_000 }), rules: [] });
    expect(written('{name}[ · {since_last} 만에]', view)).toBe('대성에너지 · 7분 30초 만에');
    expect(templateMessage(view, '{stock} {since_last}', 'en').lines).toEqual(['117580 7m 30s']);
  });

  test('is in the language of its channel', () => {
    const message = templateMessage(aView({ rules: [] }), 'VI {direction} {kind} {market}', 'en');
    expect(message.lines).toEqual(['VI up static KOSPI']);
  });
});

describe('a section', () => {
  test.each([
    [
      'stands when its values are there',
      '{name}[ · 거래대금 {turnover|억}]',
      '대성에너지 · 거래대금 412억',
      '117580',
    ],
    ['needs all of its values', '{stock}[ {price} {lasted}]', '117580', '117580'],
    ['without a value is printed as it is', '[속보] {stock}', '[속보] 117580', '[속보] 117580'],
    [
      'behind a backslash is printed as it is',
      '\\[{stock}\\] \\{a\\} \\\\',
      '[117580] {a} \\',
      '[117580] {a} \\',
    ],
    ['may hold a backslash', '{stock}[ \\[{price}\\]]', '117580 [9,730]', '117580'],
  ])('%s', (_what, template, full, bare) => {
    expect(written(template)).toBe(full);
    expect(written(template, BARE)).toBe(bare);
  });
});

describe('what a message owes', () => {
  const rules = [
    { name: '하나', note: '호가 먼저' },
    { name: '둘', note: undefined },
  ];

  test('are the names and notes of its rules, where the template does not place them', () => {
    expect(written('{name}', aView({ rules }))).toBe('대성에너지\n규칙: 하나, 둘\n메모: 호가 먼저');
    expect(written('{name} ({rules})[ {note}]', aView({ rules }))).toBe(
      '대성에너지 (하나, 둘) 호가 먼저',
    );
  });

  test('are its marks, below the first line', () => {
    const marks = { lateMs: 12_000, repeat: true, insteadOf: undefined };
    const lines = written('{name}\n{stock}', aView({ rules: [], marks })).split('\n');
    expect(lines).toEqual(['대성에너지', '(다시 보냄: 중복일 수 있음) (늦음 +12초)', '117580']);
  });

  test('is that it has ended, in the first line; the rest stays', () => {
    const view = aView({ rules: [], episode: RELEASED });
    expect(written('{sign} {name}\n{price|won}[ · {lasted}]', view)).toBe(
      '⏹ 대성에너지 정적VI 해제 11:04:14 (2분 13초)\n9,730원 · 2분 13초',
    );
    const unconfirmed = { state: 'unconfirmed', releaseTime: undefined } as const;
    expect(written('{sign} {name}', aView({ rules: [], episode: unconfirmed }))).toMatch(
      /해제 미확인/,
    );
  });

  test('are buttons, silence and colour', () => {
    const message = templateMessage(aView({ silent: true }), '{name}', 'ko');
    expect(message.buttons[0]).toHaveLength(4);
    expect(message).toMatchObject({ silent: true, tone: 'up' });
    expect(templateMessage(aView({ episode: RELEASED }), '{name}', 'ko').tone).toBe('neutral');
  });
});

/** Every value, each with every filter that it takes. */
const placeholders = FIELD_NAMES.flatMap((name) => [
  `{${name}}`,
  ...(fieldOf(name)?.is === 'number' ? FILTER_NAMES.map((filter) => `{${name}|${filter}}`) : []),
]);

test('nothing is ever written as undefined, NaN or null, and the length is bounded', () => {
  const whole = anEvent();
  const missing = fc.subarray(Object.keys(aBareEvent()) as (keyof typeof whole)[]);
  const line = fc.array(fc.constantFrom(...placeholders, '[', ']', ' ', '값'), { maxLength: 8 });
  const someLines = fc.array(line, { maxLength: 4 });
  fc.assert(
    fc.property(missing, someLines, fc.boolean(), (keys, lines, isOver) => {
      const template = `{stock}\n${lines.map((parts) => parts.join('')).join('\n')}`;
      fc.pre(parseTemplate(template).template !== undefined);
      const bare = aBareEvent();
      const gone = Object.fromEntries(keys.map((key) => [key, bare[key]]));
      const event = { ...whole, ...gone };
      const view = aView({ event, ...(isOver ? { episode: RELEASED } : {}) });
      const text = written(template, view);
      expect(text).not.toMatch(/undefined|NaN|null/);
      expect(text.split('\n')[0]).not.toBe('');
      expect(text.length).toBeLessThan(13 * 201 + 100);
    }),
  );
});

test('any text is either a template or faults with places in its lines', () => {
  const letters = fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', '\\', '|', 'a', '\n', 'name', 'price'),
  });
  fc.assert(
    fc.property(letters, (text) => {
      const { faults, template } = parseTemplate(text);
      expect(template === undefined).toBe(faults.length > 0);
      for (const { line, index } of faults) {
        expect(text).toContain(line);
        expect(index).toBeLessThanOrEqual(line.length);
      }
    }),
  );
});

describe('a draft with a template', () => {
  const draftOf = (...templates: readonly (string | undefined)[]): Draft => {
    const rules = templates.map((template, index) => ({
      name: `규칙 ${index + 1}`,
      note: null,
      ...(template === undefined ? {} : { template }),
    }));
    return alertDraft({ entries: [{ event: 1, rules }] });
  };
  const first = (draft: Draft, event = anEvent()): string | undefined => {
    const ending =
      event.event === 'release' ? RELEASED : { state: 'active' as const, releaseTime: undefined };
    return compose(draft, () => ({ event, episode: ending }), 'ko', 4_096).lines.at(-2);
  };

  test('reads alike after the ledger kept it', () => {
    const draft = draftOf('{name}\n둘째 줄 {stock}');
    expect(readDraft(writeDraft(draft))).toEqual(draft);
    expect(first(readDraft(writeDraft(draft)))).toBe('둘째 줄 117580');
  });

  test('takes the first rule that has one', () => {
    expect(first(draftOf(undefined, '{name}\n가', '{name}\n나'))).toBe('가');
  });

  test('speaks of a release that its rule matched, not of the end of a trigger', () => {
    const draft = { ...draftOf('{name}\n가'), form: 'release' as const };
    expect(first(draft, anEvent({ event: 'release', releaseTime: '11:04:14' }))).toBe('가');
    expect(first(draft)).not.toBe('가');
  });

  test('that this version cannot read is the built-in message', () => {
    expect(compose(draftOf('{gone}'), () => aView(), 'ko', 4_096)).toEqual(
      compose(draftOf(undefined), () => aView(), 'ko', 4_096),
    );
  });
});
