import { expect, test } from 'vitest';
import { textOf } from '../../src/alert/message.ts';
import { actedJson } from '../../src/command/acted-line.ts';
import { audit } from '../../src/command/commands/audit.ts';
import { perform } from '../../src/command/perform.ts';
import { answer } from '../../src/command/reply.ts';
import { toResult } from '../../src/command/result.ts';
import type { Acted } from '../../src/store/store.ts';
import { memoryStore } from './memory-store.ts';
import { NOW, stateOf } from './state.ts';

const actedOf = (given: Partial<Acted> = {}): Acted => ({
  id: 'telegram:5',
  person: 'telegram:1',
  words: 'mute 005930 30m',
  result: toResult(answer(['🔕 음소거', '둘째 줄'])),
  at: NOW,
  ...given,
});

const said = (acted: readonly Acted[]): string =>
  textOf(audit.run([], stateOf({ acted })).reply({ mute: undefined }));

test('each line says when, who, where, what, and what came of it, newest last', () => {
  const cli = actedOf({ id: 'cli:9', person: 'cli', words: 'retry', result: '3', at: NOW + 1000 });
  const gone = actedOf({ id: 'slack:x', person: 'slack:T1/U9', at: NOW + 2000 });
  expect(said([actedOf(), cli, gone]).split('\n')).toEqual([
    '최근 변경',
    '2026-11-20 09:00:00 나 (telegram) · mute 005930 30m → 🔕 음소거',
    '2026-11-20 09:00:01 명령줄 · retry → 3',
    '2026-11-20 09:00:02 slack:T1/U9 (slack) · mute 005930 30m → 🔕 음소거',
  ]);
  expect(said([])).toBe('아직 기록이 없습니다.');
});

test('a long line is cut, so that thirty of them fit a message', () => {
  const long = actedOf({ words: `mute 005930 30m ${'이유 '.repeat(99)}` });
  const [, ...lines] = said(Array.from({ length: 30 }, () => long)).split('\n');
  expect(lines.map((line) => line.length)).toEqual(lines.map(() => 120));
  expect(lines).toHaveLength(30);
});

test('programs get the same', () => {
  expect(actedJson(actedOf(), stateOf().people)).toEqual({
    at: '2026-11-20T09:00:00+09:00',
    person: 'telegram:1',
    name: '나',
    where: 'telegram',
    words: 'mute 005930 30m',
    outcome: '🔕 음소거',
  });
});

test('asking leaves no trace of itself, a mute does', async () => {
  const store = memoryStore();
  await perform({ command: audit, words: [] }, 'telegram:7', stateOf(), store);
  expect(store.acted()).toBe(0);
});
