import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import { findCommand } from '../../src/command/find-command.ts';
import type { CommandState } from '../../src/command/command.ts';
import { GROUP, muteOf, NOW, ruleSet, stateOf, toldOf } from './state.ts';

function replyTo(text: string, given: Partial<CommandState> = {}): Message {
  const { command, words } = findCommand(text);
  const outcome = command.run(words, stateOf(given));
  expect(outcome.effects).toEqual([]);
  return outcome.reply({ mute: undefined });
}

const lines = (text: string, given: Partial<CommandState> = {}): readonly string[] =>
  replyTo(text, given).lines;

const en = { locale: 'en' } as const;

describe('mutes', () => {
  const mutes = [
    muteOf({ id: 1, reason: '점심' }),
    muteOf({ id: 2, target: { is: 'all' }, scope: { is: 'everyone' }, by: 'cli', nextLeft: 3 }),
    muteOf({ id: 3, scope: { is: 'chat', chat: 'telegram:9' } }),
    muteOf({ id: 4, until: NOW }),
  ];
  const standing = [{ reason: '점심', index: 1, text: 'time: 11:30-12:30', expires: '2026-12-31' }];

  test('lists those that hold here, then the standing ones', () => {
    expect(lines('mutes', { mutes, standing })).toEqual([
      '음소거 2개 · 상시 1개',
      '#1 삼성전자(005930) · 20:00 KST까지 · 이 채팅 · 나 · 점심',
      '#2 전체 · 다음 3건까지 (늦어도 20:00 KST) · 모든 채팅 · cli',
      '상시 1: time: 11:30-12:30 · 2026-12-31까지 · 점심',
    ]);
    expect(lines('mutes', { mutes, standing, ...en })).toEqual([
      '2 mutes · 1 standing',
      '#1 삼성전자(005930) · until 20:00 KST · this chat · 나 · 점심',
      '#2 everything · for the next 3 (20:00 KST at the latest) · every chat · cli',
      'standing 1: time: 11:30-12:30 · until 2026-12-31 · 점심',
    ]);
  });

  test.each([
    [{ mutes: mutes.slice(0, 1) }, '음소거 1개', '1 mute'],
    [{ mutes: mutes.slice(0, 2) }, '음소거 2개', '2 mutes'],
    [{ standing }, '상시 1개', '1 standing'],
  ])('begins with how many there are: %j', (given, ko, english) => {
    expect(lines('mutes', given)[0]).toBe(ko);
    expect(lines('mutes', { ...given, ...en })[0]).toBe(english);
  });

  test('at the command line lists those of every chat', () => {
    const where = { chat: undefined, direct: false };
    const [head, ...rest] = lines('mutes', { mutes, where });
    expect(head).toBe('음소거 3개');
    expect(rest.map((line) => line.slice(0, 2))).toEqual(['#1', '#2', '#3']);
  });

  test('each that holds here can be ended with a button, twenty at most', () => {
    expect(replyTo('mutes', { mutes, standing }).buttons).toEqual([
      [{ label: '🔔 해제 #1 삼성전자(005930)', press: 'u:1' }],
      [{ label: '🔔 해제 #2 전체', press: 'u:2' }],
    ]);
    const many = Array.from({ length: 40 }, (_, id) => muteOf({ id: id + 1 }));
    expect(replyTo('mutes', { mutes: many }).buttons).toHaveLength(20);
  });

  test('says when there is none', () => {
    expect(lines('mutes')).toEqual(['음소거가 없습니다.']);
    expect(lines('mutes', en)).toEqual(['Nothing is muted.']);
  });

  test('counts what is too much for one message', () => {
    const many = Array.from({ length: 40 }, (_, id) => muteOf({ id }));
    expect(lines('mutes', { mutes: many }).length).toBe(32);
    expect(lines('mutes', { mutes: many }).at(-1)).toBe('외 10건');
  });
});

describe('status', () => {
  test.each([
    [{ is: 'watching', since: NOW }, '🟢 감시 중 (09:00:00부터)', '🟢 watching since 09:00:00 KST'],
    [
      { is: 'connecting', attempt: 2, reason: 'refused' },
      '🟡 연결 중 (2번째): refused',
      '🟡 connecting (attempt 2): refused',
    ],
    [
      { is: 'connecting', attempt: 1, reason: undefined },
      '🟡 연결 중 (1번째)',
      '🟡 connecting (attempt 1)',
    ],
    [{ is: 'stopped', why: 'takeover', reason: 'R10001' }, '🔴 멈춤: R10001', '🔴 stopped: R10001'],
    [undefined, '⚪ 실행 중이 아닙니다', '⚪ not running'],
  ] as const)('tells the feed: %j', (feed, ko, english) => {
    expect(lines('status', { feed })[0]).toBe(ko);
    expect(lines('status', { feed, ...en })[0]).toBe(english);
  });

  test('tells the counts and each channel', () => {
    const given = {
      told: [toldOf(), toldOf({ rule: '하락 정적' }), toldOf({ event: 'e2' })],
      mutes: [muteOf()],
      channels: [
        { name: 'phone', chat: GROUP, waiting: 0, paused: undefined, quietUntil: undefined },
        {
          name: 'desk',
          chat: 'slack:C1',
          waiting: 3,
          paused: 'not_in_channel',
          quietUntil: undefined,
        },
      ],
    };
    expect(lines('status', given).slice(1)).toEqual([
      '규칙 4개 · 오늘 알림 2건 · 음소거 1개',
      'phone: 정상, 대기 0건',
      'desk: 멈춤: not_in_channel, 대기 3건',
    ]);
    expect(lines('status', { ...given, ...en }).slice(1)).toEqual([
      'Rules: 4 · alerts today: 2 · mutes: 1',
      'phone: fine, 0 waiting',
      'desk: paused: not_in_channel, 3 waiting',
    ]);
  });

  test('tells until when a channel is quiet', () => {
    const quiet = { name: 'phone', chat: GROUP, waiting: 0, paused: undefined };
    const channels = [{ ...quiet, quietUntil: '07:00:00' }];
    expect(lines('status', { channels }).at(-1)).toBe(
      'phone: 정상, 대기 0건, 07:00까지 조용한 시간',
    );
    expect(lines('status', { channels, ...en }).at(-1)).toBe(
      'phone: fine, 0 waiting, quiet hours until 07:00',
    );
  });
});

describe('rules', () => {
  test('lists each rule, where it tells, and whether it is muted here', () => {
    const mutes = [muteOf({ target: { is: 'rule', name: '급등주' } })];
    expect(lines('rules', { mutes })).toContain('🔕 급등주 → phone');
    expect(lines('rules')).toContain('· 급등주 → phone');
  });

  test('says when there is none', () => {
    expect(lines('rules', { rules: ruleSet([], []) })).toEqual(['규칙이 없습니다.']);
  });
});

describe('today', () => {
  const told = [
    toldOf(),
    toldOf({ event: 'e2', stock: '000660' }),
    toldOf({ event: 'e3', stock: '000660', rule: '하락 정적' }),
    toldOf({ event: 'e4', stock: '035720', chat: 'telegram:9' }),
  ];

  test('lists what this chat was told, the most first', () => {
    expect(lines('today', { told })).toEqual([
      '오늘 알림 3건',
      'SK하이닉스(000660) 2건 · 급등주, 하락 정적',
      '삼성전자(005930) 1건 · 급등주',
    ]);
    expect(lines('today', { told, ...en })[0]).toBe('Alerts today: 3');
  });

  test.each([
    ['today 삼성전자', '오늘 알림 1건'],
    ['today 카카오', '오늘 알림 0건'],
    ['today 삼성', '어느 것인가요?'],
    ['today 없는것', "'없는것'"],
  ])('%s', (text, first) => {
    expect(lines(text, { told })[0]).toContain(first);
  });
});

describe('help', () => {
  test.each([
    ['Telegram', 'telegram:1', '/mute <stock'],
    ['Slack', 'slack:C1', '/vi mute <stock'],
  ])('writes the commands as %s wants them', (_platform, chat, first) => {
    expect(lines('help', { where: { chat, direct: false } })[1]).toMatch(first);
  });

  test.each([[''], ['  '], ['HELP'], ['start'], ['도움말']])('"%s" is help', (text) => {
    expect(lines(text, en).join('\n')).toMatch(
      /mute .*unmute .*status .*help \[command\] — this help/s,
    );
  });
});

describe('help for a person', () => {
  test('names only what the person may use', () => {
    const people = [{ name: '나', role: 'viewer', telegram: '1', slack: undefined } as const];
    const told = lines('help', { people }).join('\n');
    expect(told).toMatch(/^쓸 수 있는 명령 7개\n\/mutes .*\/today .*\/help /s);
    expect(lines('help', { people, ...en })[0]).toBe('7 commands for you');
    expect(told).not.toMatch(/\/(?:mute|unmute|watch|reload|audit) /);
  });

  test.each([['help unmute'], ['help /unmute'], ['도움말 해제']])('%s explains one', (text) => {
    expect(lines(text)).toEqual([
      '/unmute <stock|watchlist|rule|id|all> — 음소거를 끝냅니다',
      '같은 말: 해제, 켜기',
    ]);
  });
});

describe('an unknown word', () => {
  test.each([
    ['mtue 005930', '/mute', 'mute 005930'],
    ['unmut', '/unmute', 'unmute'],
    ['stauts', '/status', 'status'],
    ['음소가 삼성전자 30m', '/mute', 'mute 삼성전자 30m'],
    ['hello there', '/help', 'help there'],
    ['__proto__', '/help', 'help'],
  ])('%s: perhaps %s, by a button', (text, meant, whole) => {
    expect(lines(text)[0]).toContain(`혹시 ${meant}?`);
    expect(lines(text, en)[0]).toContain(`Did you mean ${meant}?`);
    expect(replyTo(text).buttons).toEqual([[{ label: whole, press: `c:${whole}` }]]);
  });

  test('what is too long for a button is named all the same', () => {
    const text = `mtue 005930 ${'이유 '.repeat(30)}`;
    expect(lines(text)[0]).toContain('혹시 /mute?');
    expect(replyTo(text).buttons).toEqual([]);
  });
});

test.each([
  ['ㅡㅕㅅㄷㄴ', 'mutes'],
  ['tkdxo', 'status'],
  ['dhsmf tkatjdwjswk', 'today'],
])('%s is a command typed with the keyboard switched the wrong way: %s', (text, name) => {
  expect(findCommand(text).command.name).toBe(name);
});

test('the command `test` answers with a message that says it is one', () => {
  expect(lines('test')[0]).toBe('🧪 시험 메시지');
  expect(lines('시험', en)[0]).toBe('🧪 Test message');
});
