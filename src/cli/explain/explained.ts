import type { Rule, RuleSet, RuleVerdict } from '../../rules/rule.ts';
import { verdictText } from '../../rules/verdict-text.ts';
import type { ChannelSettings } from '../../settings/settings.ts';
import type { ViEvent } from '../../vi/event.ts';
import { messageFor, type Foreseen } from './foresee.ts';
import { bothOf, type Said } from '../said.ts';

/** An event, what the rules say of it, and what would become of it. */
export interface Explained {
  readonly event: ViEvent;
  readonly rules: RuleSet;
  readonly channels: readonly ChannelSettings[];
  readonly foreseen: readonly Foreseen[];
}

const OUTCOME: Readonly<Record<Foreseen['outcome'], Said>> = {
  sent: { ko: '보냄', en: 'sent' },
  merged: { ko: '묶음에 넣음', en: 'merged into a digest' },
  muted: { ko: '음소거됨', en: 'muted' },
  suppressed: { ko: '억제됨', en: 'suppressed' },
  expired: { ko: '늦어서 알리지 않음', en: 'too late to tell' },
};

function ruleText({ rule, matched, off, conditions }: RuleVerdict, notify: readonly string[]) {
  const sent = matched ? ` → ${notify.join(', ')}` : '';
  const head = `${matched ? '✓' : '✗'} ${rule}${off === undefined ? sent : ` (${off})`}`;
  return [head, ...conditions.map((one) => `  ${verdictText(one)}`)].join('\n');
}

function standingText({ event, rules }: Explained): readonly string[] {
  const mute = rules.standingMute(event);
  if (mute === undefined) return [];
  return [`음소거 ${mute.index} (muted by ${mute.text}): ${mute.reason ?? '-'}`];
}

const planLine = ({ rule, channel, outcome, reason }: Foreseen): string =>
  `  ${rule.name} → ${channel}: ${bothOf(OUTCOME[outcome])}${reason === undefined ? '' : `: ${reason}`}`;

function messageText({ event, foreseen }: Explained, channel: ChannelSettings): readonly string[] {
  const text = messageFor(event, channel, foreseen);
  if (text === undefined) return [];
  return ['', `${channel.name}:`, ...text.split('\n').map((line) => `  ${line}`)];
}

function planText(explained: Explained): readonly string[] {
  const { foreseen, channels } = explained;
  // Faults in vigil.yaml: nobody knows where anything would go.
  if (channels.length === 0) return [];
  if (foreseen.length === 0) return ['', '보낼 것이 없습니다 (nothing would be sent)'];
  const messages = channels.flatMap((channel) => messageText(explained, channel));
  return ['', '그러면 (then):', ...foreseen.map(planLine), ...messages];
}

/** For people: every rule's verdict, then what would be sent, muted or merged. */
export function explainedText(explained: Explained): string {
  const { rules, event } = explained;
  const known = new Map<string, Rule>(rules.rules.map((rule) => [rule.name, rule]));
  const verdicts = rules
    .explain(event)
    .map((verdict) => ruleText(verdict, known.get(verdict.rule)?.notify ?? []));
  return `${[...verdicts, ...standingText(explained), ...planText(explained)].join('\n')}\n`;
}

/** For programs (contract.md). Without a value `value` says so: "no value" (rules-language.md). */
export function explainedJson({ rules, event, foreseen }: Explained): string {
  const verdicts = rules.explain(event).map(({ rule, matched, conditions }) => ({
    rule,
    matched,
    conditions: conditions.map(({ value = 'no value', word, test, matched: holds }) => ({
      word,
      test,
      value,
      matched: holds,
    })),
  }));
  const plan = foreseen.map(({ rule, channel, outcome, reason = null }) => ({
    rule: rule.name,
    channel,
    outcome,
    reason,
  }));
  return `${JSON.stringify({ rules: verdicts, plan }, undefined, 2)}\n`;
}
