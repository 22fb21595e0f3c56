import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/deliver/next-move.ts';
import { perEvent, without } from '../../../src/deliver/lane/per-event.ts';
import { rule } from '../../helpers/rule-set.ts';
import { viEvent } from '../../helpers/vi-event.ts';

const item = (eventId: number, ...names: readonly string[]): Item => ({
  eventId,
  episode: `e${eventId}`,
  event: viEvent(),
  rules: names.map((name) => rule({ name })),
  insteadOf: undefined,
});

/** `1ab 2a`: events with the rules that want them told. */
const said = (items: readonly Item[]): string =>
  items.map(({ eventId, rules }) => eventId + rules.map(({ name }) => name).join('')).join(' ');

describe('events that wait', () => {
  test.each([
    { title: 'stand once with all their rules', items: [item(1, 'a'), item(1, 'b')], are: '1ab' },
    { title: 'keep their place', items: [item(1, 'a'), item(2, 'a'), item(1, 'b')], are: '1ab 2a' },
    { title: 'have each rule once', items: [item(1, 'a'), item(1, 'a', 'b')], are: '1ab' },
    {
      title: 'stay themselves when nothing is shared',
      items: [item(2, 'a'), item(1, 'b')],
      are: '2a 1b',
    },
  ])('$title', ({ items, are }) => {
    expect(said(perEvent(items))).toBe(are);
  });

  test.each([
    { title: 'go when they are decided', decided: [item(1, 'a', 'b')], are: '2a' },
    { title: 'stay for a rule that matched meanwhile', decided: [item(1, 'a')], are: '1b 2a' },
    { title: 'stay when another event is decided', decided: [item(3, 'a')], are: '1ab 2a' },
  ])('$title', ({ decided, are }) => {
    expect(said(without([item(1, 'a', 'b'), item(2, 'a')], decided))).toBe(are);
  });
});
