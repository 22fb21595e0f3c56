import { expect, test } from 'vitest';
import { readEvent, writeEvent } from '../../src/store/event-body.ts';
import { viEvent } from '../helpers/vi-event.ts';

test('an event that was stored before rules could ask for the one before it has no value for it', () => {
  const { sinceLast: _, ...before } = JSON.parse(
    writeEvent(viEvent({ sinceLast: 420_000 })),
  ) as Record<string, unknown>;
  expect(readEvent(JSON.stringify(before))).toEqual(viEvent());
});
