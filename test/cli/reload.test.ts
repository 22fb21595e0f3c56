import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  type Premises,
} from '../helpers/process.ts';

const rulesOf = (...names: readonly string[]): string =>
  `rules:\n${names.map((name) => `  - { name: ${name}, when: { all: true }, notify: [phone] }\n`).join('')}`;
const BROKEN = 'rules:\n  - { name: 하나, when: { stok: "005930" }, notify: [phone] }\n';

let premises: Premises;

beforeAll(async () => {
  premises = await openPremises({ rules: rulesOf('하나', '둘') });
});
afterAll(() => premises.close());

/** Whether the operator has been told this since the last `from` messages. */
const isTold = (text: string | RegExp, from = 0): boolean =>
  premises.telegram
    .shown(ADMIN)
    .slice(from)
    .some((message) =>
      typeof text === 'string' ? message.text.includes(text) : text.test(message.text),
    );

test('SIGHUP reads again, and a broken file starts on the last good rules or not at all', async () => {
  const told = (): number => premises.telegram.shown(ADMIN).length;
  const first = await premises.watch();
  await premises.write('config/rules.yaml', rulesOf('하나', '둘', '셋'));
  first.child.kill('SIGHUP');
  await eventually('the reload', () => isTold('+1 추가: 셋'));
  const before = told();
  first.child.kill('SIGHUP');
  await eventually('the one without a change', () => isTold('바뀐 규칙 없음', before));

  await premises.write('config/rules.yaml', BROKEN);
  await eventually('the fault', () => isTold(/config\/rules\.yaml:2:25.*`stock`/));
  expect(await first.kill('SIGTERM')).toMatchObject({ code: 0 });

  const from = told();
  const second = await premises.watch();
  await eventually('on what it runs', () =>
    isTold('마지막으로 쓰던 규칙 3개로 시작했습니다\nconfig/rules.yaml:2:25', from),
  );
  expect(second.stdout()).toContain('config/rules.yaml:2:25');
  premises.broker.sendRaw(frameOf(firesNow('005930', '삼성전자')));
  await eventually('an alert of all three', () => isTold('하나, 둘, 셋', from));
  await premises.write('config/rules.yaml', rulesOf('하나', '둘'));
  await eventually('the repair', () => isTold('-1 삭제: 셋', from));
  expect(await second.kill('SIGTERM')).toMatchObject({ code: 0 });

  await premises.write('config/rules.yaml', BROKEN);
  await rm(`${premises.folder}/data/last-good`, { recursive: true });
  expect(await premises.vigil('run')).toMatchObject({ code: 2 });
}, 60_000);
