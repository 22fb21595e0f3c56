import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import type { Incoming } from '../../src/channel/incoming.ts';
import { route, type RouterDeps } from '../../src/command/router.ts';
import type { Person, Role } from '../../src/settings/settings.ts';
import { memoryStore, type MemoryStore } from './memory-store.ts';
import { GROUP, NOW, stateOf } from './state.ts';

const person = (telegram: string, role: Role): Person => ({
  name: role,
  role,
  telegram,
  slack: undefined,
});

/** What the outside saw, in order. */
type Seen = string;

interface Bot {
  readonly seen: Seen[];
  readonly store: MemoryStore;
  readonly answers: Message[];
  readonly failures: unknown[];
  hear(given: Partial<Incoming>): Promise<void>;
}

function bot(given: Partial<RouterDeps> = {}): Bot {
  const seen: Seen[] = [];
  const answers: Message[] = [];
  const failures: unknown[] = [];
  const store = memoryStore();
  const apply: MemoryStore['apply'] = async (...args) => {
    const result = await store.apply(...args);
    seen.push('kept');
    return result;
  };
  const deps: RouterDeps = {
    people: () => [person('1', 'operator'), person('2', 'viewer'), person('3', 'admin')],
    localeOf: () => 'ko',
    state: (incoming) =>
      Promise.resolve(stateOf({ person: incoming.person, mutes: [...store.mutes] })),
    store: { apply },
    reply(incoming, { message }) {
      seen.push(`answered ${incoming.chat}: ${message.lines[0]}`);
      answers.push(message);
      return Promise.resolve();
    },
    failed: (error) => failures.push(error),
    ...given,
  };
  let heard = 0;
  const hear = (incoming: Partial<Incoming>): Promise<void> => {
    heard += 1;
    const whole: Incoming = {
      id: `telegram:${heard}`,
      chat: GROUP,
      direct: false,
      person: 'telegram:1',
      said: { is: 'words', text: 'status' },
      at: NOW,
      locale: undefined,
      windows: [],
      acknowledge(text) {
        seen.push(`acknowledged${text === undefined ? '' : `: ${text}`}`);
        return Promise.resolve();
      },
      answer: () => Promise.resolve({ is: 'accepted', id: '1' }),
      withPicture: () => whole,
      ...incoming,
    };
    return route(whole, deps);
  };
  return { seen, store, answers, failures, hear };
}

const words = (text: string) => ({ said: { is: 'words' as const, text } });
const press = (text: string) => ({ said: { is: 'press' as const, text } });

const MUTED = `answered ${GROUP}: 🔕 음소거: 삼성전자(005930), 09:30 KST까지`;

describe('an operator', () => {
  test('is answered only after the mute is on disk', async () => {
    const { hear, seen, store } = bot();
    await hear(words('mute 005930 30m'));
    expect(seen).toEqual(['acknowledged', 'kept', MUTED]);
    expect(store.mutes).toMatchObject([{ id: 1, by: 'telegram:1', target: { code: '005930' } }]);
  });

  test('mutes with the button under an alert and takes it back with the one under the answer', async () => {
    const { hear, store, answers } = bot();
    await hear(press('m:005930:30m'));
    expect(store.mutes).toHaveLength(1);
    const undo = answers[0]?.buttons[0]?.[0];
    await hear(press(undo && 'press' in undo ? undo.press : ''));
    expect(store.mutes).toEqual([]);
    expect(answers[1]?.lines[0]).toBe('🔔 음소거 해제: 삼성전자(005930) · 이 채팅 (#1)');
    await hear(press('u:1'));
    expect(answers[2]?.lines[0]).toBe('음소거 #1: 이미 끝났거나 없습니다.');
  });

  test('chooses between several with a button', async () => {
    const { hear, store, answers } = bot();
    await hear(words('mute 삼성 2h 회의'));
    expect(store.mutes).toEqual([]);
    const [choice] = answers[0]?.buttons.flat() ?? [];
    await hear(press(choice && 'press' in choice ? choice.press : ''));
    expect(store.mutes).toMatchObject([{ target: { code: '005930' }, reason: '회의' }]);
  });

  test('who is heard twice acts once and is answered alike', async () => {
    const { hear, store, answers } = bot();
    const twice = { id: 'telegram:77', ...words('mute 005930 30m') };
    await hear(twice);
    await hear(twice);
    expect(store.acted()).toBe(1);
    expect(store.mutes).toHaveLength(1);
    expect(answers).toHaveLength(2);
    expect(answers[1]).toEqual(answers[0]);
  });

  test('who is heard twice with an undo is not told the second time that it is over', async () => {
    const { hear, answers } = bot();
    await hear(words('mute 005930 30m'));
    const twice = { id: 'telegram:78', ...press('u:1') };
    await hear(twice);
    await hear(twice);
    expect(answers[2]).toEqual(answers[1]);
  });

  test('reads without the store', async () => {
    const { hear, seen, store } = bot();
    await hear(words('status'));
    expect(seen).toEqual(['acknowledged', `answered ${GROUP}: 🟢 감시 중 (09:00:00부터)`]);
    expect(store.acted()).toBe(0);
  });

  test('a button that no longer means anything says so', async () => {
    const { hear, seen, store } = bot();
    await hear(press('x:1'));
    expect(seen).toEqual([
      'acknowledged',
      `answered ${GROUP}: 이 버튼은 더 이상 쓰이지 않습니다. 명령으로 보내 주세요: help`,
    ]);
    expect(store.acted()).toBe(0);
  });
});

describe('who may not', () => {
  test.each([
    ['a stranger with words gets silence', 'telegram:9', words('mute 005930'), ['acknowledged']],
    ['a stranger who only reads gets silence', 'telegram:9', words('help'), ['acknowledged']],
    ['the chat itself is a stranger', GROUP, words('help'), ['acknowledged']],
    [
      'a stranger with a button sees a hint',
      'telegram:9',
      press('m:005930:30m'),
      ['acknowledged: 권한이 없습니다'],
    ],
    [
      'a viewer with a button sees a hint and gets no message',
      'telegram:2',
      press('u:1'),
      ['acknowledged: 권한이 없습니다'],
    ],
    [
      'a viewer with words is told',
      'telegram:2',
      words('unmute all'),
      ['acknowledged', `answered ${GROUP}: 권한이 없습니다`],
    ],
  ])('%s, without effect', async (_title, who, said, seen) => {
    const it = bot();
    await it.hear({ person: who, ...said });
    expect(it.seen).toEqual(seen);
    expect(it.store.acted()).toBe(0);
    expect(it.failures).toEqual([]);
  });

  test('the hint is in the language of the chat', async () => {
    const { hear, seen } = bot({ localeOf: () => 'en' });
    await hear({ person: 'telegram:9', ...press('m:005930:30m') });
    expect(seen).toEqual(['acknowledged: Not allowed']);
  });

  test('a viewer reads, an admin mutes', async () => {
    const { hear, answers, store } = bot();
    await hear({ person: 'telegram:2', ...words('mutes') });
    expect(answers[0]?.lines).toEqual(['음소거가 없습니다.']);
    await hear({ person: 'telegram:3', ...words('mute all for everyone') });
    expect(store.mutes).toMatchObject([{ scope: { is: 'everyone' }, by: 'telegram:3' }]);
  });
});

describe('when something outside fails', () => {
  const fault = new Error('disk full');

  test('a store that cannot write is told, and nothing is claimed', async () => {
    const { hear, answers, failures } = bot({ store: { apply: () => Promise.reject(fault) } });
    await hear(words('mute 005930'));
    expect(answers.map(({ lines }) => lines)).toEqual([
      ['지금은 하지 못했습니다. 잠시 뒤 다시 보내 주세요.'],
    ]);
    expect(failures).toEqual([fault]);
  });

  test('an acknowledgement that fails does not stop the mute', async () => {
    const { hear, store, failures, answers } = bot();
    await hear({ ...words('mute 005930'), acknowledge: () => Promise.reject(fault) });
    expect(store.mutes).toHaveLength(1);
    expect(answers).toHaveLength(1);
    expect(failures).toEqual([fault]);
  });

  test('an acknowledgement that never ends does not hold up the mute', async () => {
    const { hear, store, answers } = bot();
    const { promise, resolve } = Promise.withResolvers<void>();
    const heard = hear({ ...words('mute 005930'), acknowledge: () => promise });
    await expect.poll(() => answers.length).toBe(1);
    expect(store.mutes).toHaveLength(1);
    resolve();
    await heard;
  });

  test('an answer that fails leaves the mute and ends the hearing', async () => {
    const { hear, store, failures } = bot({ reply: () => Promise.reject(fault) });
    await hear(words('mute 005930'));
    expect(store.mutes).toHaveLength(1);
    expect(failures).toEqual([fault]);
  });

  test('a stranger costs no failure beyond the log', async () => {
    const { hear, failures } = bot();
    await hear({
      person: 'telegram:9',
      ...press('u:1'),
      acknowledge: () => Promise.reject(fault),
    });
    expect(failures).toEqual([fault]);
  });
});
