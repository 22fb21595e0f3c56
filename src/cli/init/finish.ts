import { loadConfiguration } from '../../configuration.ts';
import type { Settings } from '../../settings/settings.ts';
import { dayOf } from '../../vi/kst.ts';
import { printFault } from '../../yaml/print-fault.ts';
import { plain, type Said } from '../said.ts';
import type { Answers } from './answers.ts';
import { changesOf, shadowsOf, writeChange } from './changes.ts';
import { planRules, type RulesPlan } from './plan-rules.ts';
import { planVigil } from './plan-vigil.ts';
import { sendTests, type Tested } from './test-alerts.ts';
import type { Workshop } from './workshop.ts';

/** One thing that was found or done, with its mark. */
export type Tell = (said: Said, mark?: '✓' | '!' | '✗') => void;

/** Who decides: a person at the terminal, or the flags. */
export interface Decisions {
  readonly tell: Tell;
  /** Rules that somebody wrote tell elsewhere: may that be changed? */
  readonly mayNotify: (question: Said) => Promise<boolean>;
  readonly mayWrite: (question: Said) => Promise<boolean>;
  /** A test alert did not arrive. */
  readonly afterTrouble: () => Promise<'again' | 'on' | 'stop'>;
}

const TESTING: Said = { ko: '시험 알림을 보냅니다...', en: 'sending a test alert...' };
const NOTHING: Said = { ko: '바뀐 것이 없습니다', en: 'nothing to change' };
const NOBODY: Said = {
  ko: '아직 아무도 명령을 내릴 수 없습니다: vigil.yaml의 people에 사용자 번호를 쓰세요',
  en: 'nobody may command the bot yet: list user ids under people in vigil.yaml',
};
const START: Said = {
  ko: '다 됐습니다. 시작: npm start, 점검: npm run vigil -- doctor',
  en: 'Done. Start it with npm start, look it over with npm run vigil -- doctor',
};

async function rulesText(
  before: string,
  plan: RulesPlan,
  { mayNotify, tell }: Decisions,
  names: readonly string[],
): Promise<string> {
  if (plan.is === 'same') return before;
  const hint: Said = {
    ko: `config/rules.yaml의 notify에 ${names.join(', ')}을(를) 써야 그리로 알림이 갑니다`,
    en: `alerts go there once rules.yaml names ${names.join(', ')} under notify`,
  };
  const isWanted =
    plan.is === 'shipped' ||
    (plan.is === 'own' &&
      (await mayNotify({
        ko: `rules.yaml의 defaults.notify를 [${plan.notify.join(', ')}](으)로 바꿀까요?`,
        en: `Change defaults.notify of rules.yaml to [${plan.notify.join(', ')}]?`,
      })));
  if (plan.is !== 'by-hand' && isWanted) return plan.text;
  tell(hint, '!');
  return before;
}

function tellTested({ name, trouble }: Tested, tell: Tell): void {
  if (trouble === undefined) return tell(plain(name), '✓');
  const { said, todo } = trouble;
  tell({ ko: `${name}: ${said.ko} → ${todo.ko}`, en: `${name}: ${said.en} → ${todo.en}` }, '✗');
}

/** Sends the test alerts, again if wanted; whether to go on. */
async function prove(
  settings: Settings,
  names: readonly string[],
  workshop: Workshop,
  decisions: Decisions,
): Promise<boolean> {
  let waiting = names;
  while (waiting.length > 0) {
    decisions.tell(TESTING);
    const tested = await sendTests(settings, waiting, workshop.io);
    tested.forEach((one) => tellTested(one, decisions.tell));
    waiting = tested.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [name]));
    const next = waiting.length === 0 ? 'on' : await decisions.afterTrouble();
    if (next !== 'again') return next === 'on';
  }
  return true;
}

/** The planned files as they would be loaded; without settings they have faults, which are told. */
function checked(
  workshop: Workshop,
  texts: { readonly vigil: string; readonly rules: string },
  { secrets }: Answers,
  tell: Tell,
): Settings | undefined {
  const { environment, io } = workshop;
  const { settings, settingsFaults, rulesFaults } = loadConfiguration(
    workshop.with(texts),
    { ...environment, ...secrets },
    { today: dayOf(io.clock.now()) },
  );
  const faults = [...settingsFaults, ...rulesFaults];
  faults.forEach((fault) => tell(plain(printFault(fault))));
  return faults.length > 0 ? undefined : settings;
}

/** Plans, checks and tests what the answers ask for, and only then writes it. Whether it did. */
export async function finish(
  workshop: Workshop,
  answers: Answers,
  decisions: Decisions,
): Promise<boolean> {
  const { tell } = decisions;
  const plan = planVigil(workshop.vigil, answers);
  const { names } = plan;
  const planned = planRules(workshop.rules, names);
  const rules = await rulesText(workshop.rules, planned, decisions, names);
  const texts = { vigil: plan.text, rules };
  const settings = checked(workshop, texts, answers, tell);
  if (settings === undefined) return false;
  if (!(await prove(settings, names, workshop, decisions))) return false;
  const changes = changesOf(workshop, texts, answers);
  const paths = changes.map(({ path }) => path).join(', ');
  if (changes.length === 0) tell(NOTHING);
  else if (!(await decisions.mayWrite({ ko: `${paths} 쓸까요?`, en: `Write ${paths}?` })))
    return false;
  changes.forEach((change) => tell(writeChange(change, workshop), '✓'));
  shadowsOf(workshop, answers).forEach((said) => tell(said, '!'));
  if (names.length > 0 && settings.people.length === 0) tell(NOBODY, '!');
  tell(START, '✓');
  return true;
}
