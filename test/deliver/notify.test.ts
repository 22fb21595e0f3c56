import { expect, test } from 'vitest';
import type { Notice } from '../../src/alert/notice.ts';
import { notify } from '../../src/deliver/notify.ts';
import { TELL_ALL, type ChannelSettings, type Tell } from '../../src/settings/settings.ts';
import { parseWindow } from '../../src/vi/time-window.ts';
import { openDesk } from '../helpers/dispatch-desk.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { rule, ruleSet } from '../helpers/rule-set.ts';
import { scriptedChannel, type ScriptedChannel } from '../helpers/scripted-channel.ts';

const STARTED: Notice = { is: 'started', rules: 3, channels: 2 };
const STALLED: Notice = { is: 'stalled', ms: 12_000 };
const TEST: Notice = { is: 'test', channel: 'phone' };

const saying = (changes: Partial<Tell>): Partial<ChannelSettings> => ({
  tell: { ...TELL_ALL, ...changes },
});

/** The operator's `phone`, and `desk`. */
async function told(
  own: Readonly<Record<string, Partial<ChannelSettings>>>,
  notices: readonly Notice[],
  before: (channels: { phone: ScriptedChannel; desk: ScriptedChannel }) => void = () => undefined,
) {
  const clock = fakeClock();
  const phone = scriptedChannel({ clock });
  const desk = scriptedChannel({ clock, name: 'desk' });
  before({ phone, desk });
  const rules = ruleSet([rule()]);
  const { dispatch, trigger } = await openDesk(clock, rules, [phone, desk], { own });
  // Puts the phone into whatever trouble it has.
  await trigger();
  await clock.advance(1_000);
  const first = phone.requests.length;
  notices.forEach((notice) => notify(dispatch, notice));
  await clock.advance(1_000);
  const heads = ({ requests }: ScriptedChannel, from = 0) =>
    requests.slice(from).map(({ text, message }) => {
      const [head = ''] = text.split('\n');
      return message.silent ? `(${head})` : head;
    });
  return { phone: heads(phone, first), desk: heads(desk) };
}

const STARTED_LINE = '(✅ Vigil 시작: 규칙 3개, 채널 2개)';
const STALLED_LINE = '⚠️ 프로그램이 12초 동안 멈춰 있었습니다';

test('every kind is told to the operator alone, good news without a sound', async () => {
  const { phone, desk } = await told({}, [STARTED, STALLED]);
  expect(phone).toEqual([STARTED_LINE, STALLED_LINE]);
  expect(desk).toEqual([]);
});

test('a kind that the operator has turned off is told to nobody; the others are', async () => {
  const { phone, desk } = await told({ phone: saying({ start: 'off' }) }, [STARTED, STALLED]);
  expect(phone).toEqual([STALLED_LINE]);
  expect(desk).toEqual([]);
});

test('a kind that is turned down, and quiet hours, take the sound away', async () => {
  const down = await told({ phone: saying({ delay: 'silent' }) }, [STALLED]);
  expect(down.phone).toEqual([`(${STALLED_LINE})`]);
  const quiet = { time: [parseWindow('08:00-10:00')!], high: 'through' as const };
  const hushed = await told({ phone: { quiet } }, [STALLED]);
  expect(hushed.phone).toEqual([`(${STALLED_LINE})`]);
});

test('what was asked for is told whatever is off', async () => {
  const everything = Object.fromEntries(Object.keys(TELL_ALL).map((kind) => [kind, 'off']));
  const { phone } = await told({ phone: { tell: { ...TELL_ALL, ...everything } } }, [TEST]);
  expect(phone).toEqual(['🧪 시험 메시지 (채널 phone)']);
});

const blocked = ({ phone }: { phone: ScriptedChannel }): void => {
  const down = { is: 'destination-down', reason: 'blocked' } as const;
  phone.script(down);
  phone.healthy(down);
};

test('while the channel of the operator is down another one is told, if it wants to be', async () => {
  const wanting = await told({}, [STALLED], blocked);
  expect(wanting.desk).toContain(STALLED_LINE);
  expect(wanting.phone).toEqual([]);

  const other = await told({ desk: saying({ delay: 'off' }) }, [STALLED], blocked);
  expect(other.desk).not.toContain(STALLED_LINE);
  expect(other.desk).toHaveLength(1);
});
