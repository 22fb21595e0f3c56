import type { Locale } from '../../alert/message.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Mute } from '../../vi/mute.ts';
import type { Command } from '../command.ts';
import { mutesHere } from '../active-mutes.ts';
import { shortened, told } from '../reply.ts';

const PRIORITY = {
  high: { ko: ' · 먼저', en: ' · high' },
  normal: { ko: '', en: '' },
  low: { ko: ' · 조용히', en: ' · low' },
} as const;

function ruleLine(rule: Rule, mutes: readonly Mute[], locale: Locale): string {
  const muted = mutes.some(({ target }) => target.is === 'rule' && target.name === rule.name);
  return `${muted ? '🔕' : '·'} ${rule.name} → ${rule.notify.join(', ')}${PRIORITY[rule.priority][locale]}`;
}

export const rules: Command = {
  name: 'rules',
  aliases: ['규칙'],
  needs: 'viewer',
  usage: '',
  about: { ko: '규칙과 보낼 곳', en: 'the rules and where they tell' },
  run(_words, state) {
    const { locale } = state;
    const lines = state.rules.rules.map((rule) => ruleLine(rule, mutesHere(state), locale));
    const none = { ko: '규칙이 없습니다.', en: 'There are no rules.' }[locale];
    const head = { ko: `규칙 ${lines.length}개`, en: `Rules: ${lines.length}` }[locale];
    return told(lines.length === 0 ? [none] : [head, ...shortened(lines, locale)]);
  },
};
