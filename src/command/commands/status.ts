import type { Locale } from '../../alert/message.ts';
import type { FeedState } from '../../feed/feed.ts';
import { timeOf, type TimeOfDay } from '../../vi/kst.ts';
import { countAlerts } from '../alerts-told.ts';
import type { ChannelFacts, Command, CommandState } from '../command.ts';
import { mutesHere } from '../active-mutes.ts';
import { told } from '../reply.ts';

function feedLine(feed: FeedState | undefined, locale: Locale): string {
  switch (feed?.is) {
    case undefined:
      return { ko: '⚪ 실행 중이 아닙니다', en: '⚪ not running' }[locale];
    case 'watching': {
      const since = timeOf(feed.since);
      return { ko: `🟢 감시 중 (${since}부터)`, en: `🟢 watching since ${since} KST` }[locale];
    }
    case 'connecting':
      return {
        ko: `🟡 연결 중 (${feed.attempt}번째)${because(feed.reason)}`,
        en: `🟡 connecting (attempt ${feed.attempt})${because(feed.reason)}`,
      }[locale];
    case 'stopped':
      return { ko: `🔴 멈춤${because(feed.reason)}`, en: `🔴 stopped${because(feed.reason)}` }[
        locale
      ];
  }
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);

function quietText(until: TimeOfDay, locale: Locale): string {
  const end = until.slice(0, 5);
  return { ko: `${end}까지 조용한 시간`, en: `quiet hours until ${end}` }[locale];
}

function channelLine({ name, waiting, paused, quietUntil }: ChannelFacts, locale: Locale): string {
  const state =
    paused === undefined
      ? { ko: '정상', en: 'fine' }[locale]
      : { ko: `멈춤: ${paused}`, en: `paused: ${paused}` }[locale];
  const waits = { ko: `대기 ${waiting}건`, en: `${waiting} waiting` }[locale];
  const quiet = quietUntil === undefined ? [] : [quietText(quietUntil, locale)];
  return `${name}: ${[state, waits, ...quiet].join(', ')}`;
}

function countLine(state: CommandState): string {
  const rules = state.rules.rules.length;
  const alerts = countAlerts(state.told);
  const muted = mutesHere(state).length;
  return {
    ko: `규칙 ${rules}개 · 오늘 알림 ${alerts}건 · 음소거 ${muted}개`,
    en: `Rules: ${rules} · alerts today: ${alerts} · mutes: ${muted}`,
  }[state.locale];
}

/** Only when something is wrong: what runs is not what is written. */
function faultLines({ rulesFault, locale }: CommandState): readonly string[] {
  if (rulesFault === undefined) return [];
  const stale = {
    ko: '⚠️ 이전 규칙으로 실행 중',
    en: '⚠️ on the rules before the last change',
  };
  return [`${stale[locale]}: ${rulesFault}`];
}

export const status: Command = {
  name: 'status',
  aliases: ['상태'],
  needs: 'viewer',
  usage: '',
  about: { ko: '지금 상태', en: 'how the bot stands' },
  run: (_words, state) =>
    told([
      feedLine(state.feed, state.locale),
      countLine(state),
      ...faultLines(state),
      ...state.channels.map((channel) => channelLine(channel, state.locale)),
    ]),
};
