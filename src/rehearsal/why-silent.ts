import type { RuleSet } from '../rules/rule.ts';
import { verdictText } from '../rules/verdict-text.ts';
import { happenedAt } from '../vi/episode.ts';
import type { ViEvent } from '../vi/event.ts';
import { timeOf } from '../vi/kst.ts';
import { speaksOf } from './compare.ts';
import type { Rehearsal } from './rehearse.ts';
import type { Expectation } from './rule-test.ts';

const MOST_EVENTS = 3;
const NO_EVENT = '그런 이벤트가 테스트에 없습니다 (no such event in this test)';

/** The reasons that the conditions give: what `explain` says. */
function refusal(rules: RuleSet, rule: string, event: ViEvent): readonly string[] {
  const verdict = rules.explain(event).find((one) => one.rule === rule);
  if (verdict === undefined || verdict.matched) return [];
  if (verdict.off !== undefined) return [`✗ ${verdict.off}`];
  return verdict.conditions.filter(({ matched }) => !matched).map(verdictText);
}

/** What became of a matched event in each channel: what the ledger says. */
const outcomes = ({ ledger }: Rehearsal, rule: string, event: ViEvent): readonly string[] =>
  ledger
    .filter(
      (row) =>
        row.rule === rule &&
        row.stock === event.stock &&
        row.event === event.event &&
        row.trigger_time === event.triggerTime &&
        row.kind === (event.kind ?? null) &&
        row.venue === (event.venue ?? null),
    )
    .map(({ channel, outcome, reason }) =>
      [`→ ${channel}: ${outcome}`, reason].filter((part) => part !== null).join(', '),
    );

const eventName = (event: ViEvent): string =>
  [timeOf(happenedAt(event)), event.stock, event.kind, event.event].join(' ');

/** Why an expected message was not sent, a line for each reason. */
export function whySilent(
  wanted: Expectation,
  rehearsal: Rehearsal,
  rules: RuleSet,
): readonly string[] {
  const meant = rehearsal.events.filter(
    (event) =>
      speaksOf(wanted, event) && (wanted.event === undefined || wanted.event === event.event),
  );
  if (meant.length === 0) return [NO_EVENT];
  return meant
    .slice(0, MOST_EVENTS)
    .flatMap((event) => [
      eventName(event),
      ...refusal(rules, wanted.rule, event).map((line) => `  ${line}`),
      ...outcomes(rehearsal, wanted.rule, event).map((line) => `  ${line}`),
    ]);
}
