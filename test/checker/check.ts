import { caseOf } from './case.ts';
import { brokenOrder, duplicates, lost, toldInMutes, unexpected, unreleased } from './in-chats.ts';
import { miscounted, wrongRows } from './in-ledger.ts';
import type { Expectation, Finding, Recording } from './recording.ts';
import { brokenWindows } from './windows.ts';

/**
 * Holds what the broker sent, what the chats took and what the ledger says against each other, by
 * their outside formats alone. It imports nothing of the program: a mistake there is not made twice.
 */
export function check(recording: Recording, expectation: Expectation): readonly Finding[] {
  const the = caseOf(recording, expectation);
  return [
    ...lost(the),
    ...unexpected(the),
    ...duplicates(the),
    ...brokenOrder(the),
    ...unreleased(the),
    ...toldInMutes(the),
    ...brokenWindows(recording.requests),
    ...miscounted(the),
    ...wrongRows(the),
  ];
}
