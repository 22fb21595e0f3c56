import type { Configuration } from '../../configuration.ts';
import type { Fault } from '../../yaml/fault.ts';
import { plain, type Said } from '../said.ts';
import type { Finding } from './finding.ts';

const placed = ({ file, line, column, message }: Fault): string =>
  line === 1 && column === 1 && file === 'environment'
    ? message
    : `${file}:${line}:${column}: ${message}`;

const several = (faults: readonly Fault[], [first] = faults): Said =>
  plain(first === undefined ? '' : `${faults.length} × ${placed(first)}`);

const CHECK: Said = {
  ko: '모두 보기: npm run vigil -- check',
  en: 'see them all: npm run vigil -- check',
};
const SECRET: Said = {
  ko: '모두 보기: npm run vigil -- check, 비밀 값은 npm run vigil -- init으로',
  en: 'see them all: npm run vigil -- check; secrets come in by npm run vigil -- init',
};

const counted = (ko: string, en: string, count: number): Said => ({
  ko: `${ko} ${count}개`,
  en: `${en}: ${count}`,
});

/** `vigil.yaml` with the environment, and the rules. */
export function checkFiles(
  configuration: Configuration,
  environmentFaults: readonly Fault[],
): readonly Finding[] {
  const { channels, rules, rulesFaults, warnings } = configuration;
  const settingsFaults = [...environmentFaults, ...configuration.settingsFaults];
  const settings: Finding =
    settingsFaults.length > 0
      ? { check: 'settings', level: 'fault', said: several(settingsFaults), todo: SECRET }
      : { check: 'settings', level: 'ok', said: counted('채널', 'channels', channels.length) };
  if (rulesFaults.length > 0)
    return [settings, { check: 'rules', level: 'fault', said: several(rulesFaults), todo: CHECK }];
  if (warnings.length > 0)
    return [settings, { check: 'rules', level: 'warning', said: several(warnings), todo: CHECK }];
  const count = rules?.rules.length ?? 0;
  return [settings, { check: 'rules', level: 'ok', said: counted('규칙', 'in force', count) }];
}
