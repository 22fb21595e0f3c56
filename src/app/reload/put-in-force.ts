import type { Notice } from '../../alert/notice.ts';
import type { Configuration } from '../../configuration.ts';
import { inSlices } from '../../platform/in-slices.ts';
import { faultText } from '../../platform/log.ts';
import type { RuleSet } from '../../rules/rule.ts';
import type { Settings } from '../../settings/settings.ts';
import { dayOf } from '../../vi/kst.ts';
import { changesBetween, isSame, needsRestart } from './changes.ts';
import { faultNote, judgeReload } from './judge-reload.ts';
import { lastDayDifference } from './last-day-difference.ts';
import { keepLastGood } from './last-good.ts';
import type { AppParts, Live } from '../parts.ts';

/** What came of reading: for the operator, and whether it holds now. */
export interface Result {
  readonly ok: boolean;
  readonly notice: Notice;
}

/** From here on these rules decide; cooldowns, limits and messages are not theirs and stay. */
async function swap(
  parts: AppParts,
  live: Live,
  rules: RuleSet,
  settings: Settings,
): Promise<Notice> {
  const before = live.rules;
  const notice = {
    is: 'reloaded' as const,
    rules: rules.rules.length,
    ...(await inSlices(parts.clock, changesBetween(before, rules))),
    people: !isSame(live.people, settings.people),
    restart: needsRestart(parts.settings, settings),
  };
  live.rules = rules;
  live.people = settings.people;
  live.rulesFault = undefined;
  const today = dayOf(parts.clock.now());
  const lastDay = await lastDayDifference(parts, { before, after: rules, today });
  return { ...notice, lastDay };
}

/** For the next start, should the files be broken then. */
async function keep({ settings, log }: AppParts, { rules, files }: Configuration): Promise<void> {
  if (rules === undefined) return;
  await keepLastGood(settings.store.path, files).catch((fault: unknown) =>
    log('warn', 'last good rules not kept', { fault: faultText(fault) }),
  );
}

/** Puts what was read into force at once, or leaves what runs as it is. */
export async function putInForce(
  parts: AppParts,
  live: Live,
  read: Configuration,
  force: boolean,
): Promise<Result> {
  const { folder, channels } = parts.settings;
  const running = { rules: live.rules, folder, channels: channels.map(({ name }) => name) };
  const verdict = judgeReload(read, running, force);
  if (verdict.is === 'refused') {
    const { notice } = verdict;
    live.rulesFault = `${notice.place} ${notice.fault}`;
    return { ok: false, notice };
  }
  const notice = await swap(parts, live, verdict.rules, verdict.settings);
  await keep(parts, read);
  return { ok: true, notice };
}

/** At a start: what was right is kept for the next one; what was wrong is to be told. */
export async function atStart(parts: AppParts, live: Live): Promise<Notice | undefined> {
  const [fault] = parts.configuration.rulesFaults;
  if (fault === undefined) {
    await keep(parts, parts.configuration);
    return undefined;
  }
  const note = faultNote(fault);
  live.rulesFault = `${note.place} ${note.fault}`;
  return { is: 'last-good-rules', ...note, rules: live.rules.rules.length };
}
