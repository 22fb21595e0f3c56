import { describe, expect, test } from 'vitest';
import { draftOf, entryOf, formOf } from '../../../src/deliver/lane/drafting.ts';
import type { Item } from '../../../src/deliver/next-move.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { instantOf } from '../../../src/vi/kst.ts';
import { rule } from '../../helpers/rule-set.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const FIRED = instantOf('2026-11-20', '09:05:00');

const item = (
  eventId: number,
  rules: readonly Partial<Rule>[] = [{}],
  event = viEvent(),
): Item => ({
  eventId,
  episode: `e${eventId}`,
  event,
  rules: rules.map((given) => rule(given)),
  insteadOf: undefined,
});

const RELEASE = item(2, [{}], viEvent({ event: 'release' }));

describe('the form of a message', () => {
  test.each([
    { title: 'of a trigger is an alert', move: { is: 'alert', items: [item(1)] }, form: 'alert' },
    {
      title: 'of a release is a release',
      move: { is: 'alert', items: [RELEASE] },
      form: 'release',
    },
    { title: 'of a storm is a storm', move: { is: 'storm', items: [RELEASE] }, form: 'storm' },
    { title: 'past a limit is a limit', move: { is: 'limit', items: [item(1)] }, form: 'limit' },
    {
      title: 'of what expired is expired',
      move: { is: 'expired', items: [item(1)] },
      form: 'expired',
    },
  ] as const)('$title', ({ move, form }) => {
    expect(formOf(move)).toBe(form);
  });
});

describe('a draft', () => {
  test('keeps the events with their rules and notes, in order', () => {
    const two = [item(4, [{ name: 'a', note: '매도' }, { name: 'b' }]), item(9)];
    expect(draftOf('storm', two, FIRED, undefined).entries).toEqual([
      {
        event: 4,
        rules: [
          { name: 'a', note: '매도' },
          { name: 'b', note: null },
        ],
      },
      { event: 9, rules: [{ name: '모든 VI', note: null }] },
    ]);
    expect(entryOf(item(9))).toEqual({ event: 9, rules: [{ name: '모든 VI', note: null }] });
  });

  test('is new: neither a repeat nor plain', () => {
    expect(draftOf('alert', [item(1)], FIRED, undefined)).toMatchObject({
      repeat: false,
      plain: false,
      replyTo: null,
    });
  });

  test('says in whose place it tells', () => {
    const handed = { ...item(1), insteadOf: 'desk' };
    expect(draftOf('alert', [item(2)], FIRED, undefined).insteadOf).toBeNull();
    expect(draftOf('storm', [item(2), handed], FIRED, undefined).insteadOf).toBe('desk');
  });

  test('knows the message it answers to', () => {
    expect(draftOf('release', [RELEASE], FIRED, 17).replyTo).toBe(17);
  });

  test.each([
    { title: 'rings for a normal rule', form: 'alert', rules: [{}], silent: false },
    { title: 'rings for a high one', form: 'alert', rules: [{ priority: 'high' }], silent: false },
    { title: 'is silent for a low one', form: 'alert', rules: [{ priority: 'low' }], silent: true },
    {
      title: 'rings when one of its rules is more than low',
      form: 'alert',
      rules: [{ priority: 'low' }, { priority: 'normal' }],
      silent: false,
    },
    { title: 'of a storm is silent', form: 'storm', rules: [{}], silent: true },
    {
      title: 'of a storm rings with something high in it',
      form: 'storm',
      rules: [{ priority: 'high' }],
      silent: false,
    },
    {
      title: 'of what expired never rings',
      form: 'expired',
      rules: [{ priority: 'high' }],
      silent: true,
    },
  ] as const)('$title', ({ form, rules, silent }) => {
    expect(draftOf(form, [item(1, rules)], FIRED, undefined).silent).toBe(silent);
  });

  test.each([
    { title: 'ten seconds are not late', age: 10_000, late: null },
    { title: 'more than ten seconds are', age: 10_001, late: 10_001 },
  ])('$title', ({ age, late }) => {
    expect(draftOf('alert', [item(1)], FIRED + age, undefined).lateMs).toBe(late);
  });

  test('what ka10054 told is late by nature', () => {
    const caughtUp = item(1, [{}], viEvent({ source: 'catch-up' }));
    expect(draftOf('alert', [caughtUp], FIRED + 2_000, undefined).lateMs).toBe(2_000);
  });

  test('a digest is as late as its oldest late event', () => {
    const fresh = item(2, [{}], viEvent({ triggerTime: '09:05:20' }));
    expect(draftOf('storm', [item(1), fresh], FIRED + 21_000, undefined).lateMs).toBe(21_000);
  });

  test('of what expired says nothing of lateness: all of it is', () => {
    expect(draftOf('expired', [item(1)], FIRED + 900_000, undefined).lateMs).toBeNull();
  });

  test.each([
    { title: 'reply before silent', rules: ['silent', 'reply'], is: 'reply' },
    { title: 'silent before edit', rules: ['edit', 'silent'], is: 'silent' },
    { title: 'edit before none', rules: ['none', 'edit'], is: 'edit' },
    { title: 'none alone', rules: ['none'], is: 'none' },
  ] as const)('where its rules want different ends: $title', ({ rules, is }) => {
    const of = item(
      1,
      rules.map((onRelease) => ({ onRelease })),
    );
    expect(draftOf('alert', [of], FIRED, undefined).onRelease).toBe(is);
  });

  test('a digest is always kept up to date by edits', () => {
    const replying = item(1, [{ onRelease: 'reply' }]);
    expect(draftOf('storm', [replying], FIRED, undefined).onRelease).toBe('edit');
  });
});
