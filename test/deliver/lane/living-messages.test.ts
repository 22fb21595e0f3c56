import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/alert/draft.ts';
import { createLiving, type Living } from '../../../src/deliver/lane/living-messages.ts';
import { alertDraft } from '../../helpers/alert-draft.ts';

/** Events 1 and 2 are of the interruption `a`, all others of `b`. */
const episodeOf = (event: number): string => (event <= 2 ? 'a' : 'b');

const draft = (events: readonly number[], form: Draft['form'] = 'alert'): Draft =>
  alertDraft({
    form,
    entries: events.map((event) => ({ event, rules: [{ name: '규칙', note: null }] })),
  });

const message = (messageId: number, told: Draft, dirtySince?: number): Living => ({
  messageId,
  platformId: `m${messageId}`,
  draft: told,
  shown: '',
  toldAt: 0,
  dirtySince,
});

const numbers = (found: readonly Living[]): readonly number[] =>
  found.map(({ messageId }) => messageId);

describe('messages that still can change', () => {
  test('are found by the interruptions they tell, in the order of their numbers', () => {
    const living = createLiving({ episodeOf });
    living.set(message(8, draft([1, 3], 'storm')));
    living.set(message(7, draft([2])));
    expect(numbers(living.about('a'))).toEqual([7, 8]);
    expect(numbers(living.about('b'))).toEqual([8]);
    expect(numbers(living.about('c'))).toEqual([]);
  });

  test('are found by what they took in, and no more by what they let go', () => {
    const living = createLiving({ episodeOf });
    living.set(message(7, draft([1])));
    living.set(message(7, draft([1, 3])));
    expect([numbers(living.about('a')), numbers(living.about('b'))]).toEqual([[7], [7]]);
    living.set(message(7, draft([3])));
    expect([numbers(living.about('a')), numbers(living.about('b'))]).toEqual([[], [7]]);
  });

  test('are dirty until they are set clean', () => {
    const living = createLiving({ episodeOf });
    living.set(message(8, draft([1]), 5));
    living.set(message(7, draft([1]), 6));
    expect(numbers(living.dirty())).toEqual([7, 8]);
    living.set(message(7, draft([1])));
    expect(numbers(living.dirty())).toEqual([8]);
  });

  test('of a passed limit are its digests alone', () => {
    const living = createLiving({ episodeOf });
    living.set(message(7, draft([1])));
    living.set(message(8, draft([2], 'limit')));
    expect(numbers(living.ofLimit('규칙'))).toEqual([8]);
    expect(numbers(living.ofLimit('other'))).toEqual([]);
  });

  test('are found by nothing once they are gone, their events forgotten or not', () => {
    let isKnown = true;
    const living = createLiving({ episodeOf: (event) => (isKnown ? episodeOf(event) : undefined) });
    living.set(message(7, draft([1], 'limit'), 5));
    isKnown = false;
    living.delete(7);
    living.delete(8);
    const found = [living.all(), living.about('a'), living.ofLimit('규칙'), living.dirty()];
    expect(found.map(numbers)).toEqual([[], [], [], []]);
    expect(living.get(7)).toBeUndefined();
  });
});
