import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import {
  ADMIN,
  eventually,
  firesNow,
  frameOf,
  openPremises,
  releasedNow,
  type Interruption,
  type Premises,
  type Running,
} from '../helpers/process.ts';
import type { DyingAt } from './die-at.ts';

// Every step starts a process, and the machine may be busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const MARK = '(다시 보냄: 중복일 수 있음)';
const RELEASED = '⏹';
const PRELOAD = new URL('./die-at.ts', import.meta.url).href;

const T1 = { sql: 'insert into "obligations"' };
const T3 = { sql: 'update "messages" set "platform_id"' };
const EDIT_T2 = { sql: 'insert into "attempts"', value: 'edit' };
const EDIT_T3 = { ...T3, value: RELEASED };
const EFFECT = { sql: 'insert into "commands"' };
const OFFSET = { sql: 'insert into "kept"', value: 'telegram-offset' };

const isOfEdit = ({ value }: DyingAt): boolean => value !== undefined;

let premises: Premises;
let count = 0;

const open = async (): Promise<void> => {
  premises = await openPremises({
    // Without a word of its own nothing stands before an alert: T1 begins each of them.
    vigilYaml: (port) => `feed: { source: kiwoom }
channels:
  phone: { telegram: { chat: ${ADMIN} }, limits: 30/1s, tell: { start: off, feed: off } }
people: [{ name: 나, telegram: ${ADMIN}, role: admin }]
web: { listen: "127.0.0.1:${port}" }
`,
    rules: 'rules: [{ name: 모든 VI, when: { all: true }, notify: phone }]\n',
  });
};

/** A bot that will die at this point. */
const doomed = (point: DyingAt): Promise<Running> =>
  premises.watch({ env: { NODE_OPTIONS: `--import ${PRELOAD}`, DIE_AT: JSON.stringify(point) } });

function another(): Interruption {
  count += 1;
  return firesNow(String(900_000 + count), `종목${String(count).padStart(3, '0')}호`);
}

const push = (one: Interruption): void => premises.broker.sendRaw(frameOf(one));

const cardsOf = ({ name }: Interruption): readonly string[] =>
  premises.telegram
    .shown(ADMIN)
    .map(({ text }) => text)
    .filter((text) => text.includes(name) && !text.includes('음소거'));
const isEnded = (one: Interruption): boolean => cardsOf(one).at(-1)?.includes(RELEASED) === true;
const marksOf = (one: Interruption): readonly boolean[] =>
  cardsOf(one).map((text) => text.includes(MARK));

const answersAbout = ({ stock }: Interruption): number =>
  premises.telegram
    .shown(ADMIN)
    .filter(({ text }) => text.includes('음소거') && text.includes(stock)).length;

describe('an alert whose process is killed', () => {
  beforeAll(open);
  afterAll(() => premises.close());

  test.each<[title: string, point: DyingAt, before: number, after: readonly boolean[]]>([
    ['before T1 is told when it is heard again', { ...T1, when: 'before' }, 0, [false]],
    ['between T1, which begins it, and its request is marked', { ...T1, when: 'after' }, 0, [true]],
    ['between its answer and T3 is repeated, marked', { ...T3, when: 'before' }, 1, [false, true]],
    ['after T3 is not repeated', { ...T3, when: 'after' }, 1, [false]],
    ['before T2 of its edit is edited', { ...EDIT_T2, when: 'before' }, 1, [false]],
    ['between T2 of its edit and the request is edited', { ...EDIT_T2, when: 'after' }, 1, [false]],
    [
      'between the answer to its edit and T3 stays edited',
      { ...EDIT_T3, when: 'before' },
      1,
      [false],
    ],
    ['after T3 of its edit stays edited', { ...EDIT_T3, when: 'after' }, 1, [false]],
  ])('%s', async (_title, point, before, after) => {
    const bot = await doomed(point);
    const one = another();
    push(one);
    if (isOfEdit(point)) {
      await eventually('the alert', () => cardsOf(one).length === 1);
      push(releasedNow(one));
    }
    expect(await bot.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(cardsOf(one)).toHaveLength(before);
    const next = await premises.watch();
    onTestFinished(() => next.kill('SIGTERM').then(() => undefined));
    push(one);
    await eventually('it is told', () => cardsOf(one).length === after.length);
    push(releasedNow(one));
    await eventually('its end', () => isEnded(one));
    expect(marksOf(one)).toEqual(after);
  });

  test('counts once, as sent', async () => {
    const rows = await premises.ledger();
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map(({ stock }) => stock)).size).toBe(8);
    expect(rows.filter(({ outcome }) => outcome !== 'sent')).toEqual([]);
  });
});

describe('a command whose process is killed', () => {
  beforeEach(open);
  afterEach(() => premises.close());

  test.each<[title: string, point: DyingAt, before: number]>([
    ['before its effect is on disk', { ...EFFECT, when: 'before' }, 0],
    ['between its effect and its answer', { ...EFFECT, when: 'after' }, 0],
    ['between its answer and the offset', { ...OFFSET, when: 'before' }, 1],
    ['after the offset', { ...OFFSET, when: 'after' }, 1],
  ])('%s is answered, and acts once', async (_title, point, before) => {
    const bot = await doomed(point);
    const [quiet, loud] = [another(), another()];
    const text = `/mute ${quiet.stock} 2h`;
    premises.telegram.say({ chat: ADMIN, from: { id: ADMIN }, text });
    expect(await bot.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(answersAbout(quiet)).toBe(before);
    await premises.watch();
    await eventually('it is heard', () => premises.telegram.unconfirmed() === 0);
    await eventually('the answer', () => answersAbout(quiet) > 0);
    [quiet, loud].forEach(push);
    await eventually('the other alert', () => cardsOf(loud).length === 1);
    expect(cardsOf(quiet)).toEqual([]);
    const { stdout } = await premises.vigil('mutes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ mutes: [{ id: 1 }] });
  });
});
