import { expect, test } from 'vitest';
import { reply } from '../../../src/app/chat/replies.ts';
import type { Answer, Window } from '../../../src/channel/channel.ts';
import { answer as saying } from '../../../src/command/reply.ts';
import { earliest } from '../../../src/deliver/limits.ts';
import { openDesk } from '../../helpers/dispatch-desk.ts';
import { fakeClock } from '../../helpers/fake-clock.ts';
import { ruleSet } from '../../helpers/rule-set.ts';
import { scriptedChannel } from '../../helpers/scripted-channel.ts';

const BOT: Window = { scope: 'bot', count: 30, ms: 1_000 };

test.each([
  ['in its own windows', [{ scope: 'own', count: 1, ms: 1_000 }, BOT]],
  ['that counts in no window', []],
])('a 429 of an answer %s is waited out and holds back no other', async (_where, windows) => {
  const clock = fakeClock();
  const { dispatch } = await openDesk(clock, ruleSet([]), [scriptedChannel({ clock })]);
  const answers: Answer[] = [{ is: 'wait', ms: 20_000, scope: 'own' }];
  const asked: number[] = [];
  const answer = (): Promise<Answer> => {
    asked.push(clock.elapsed());
    return Promise.resolve(answers.shift() ?? { is: 'accepted', id: '1' });
  };
  const done = reply(dispatch, { chat: 'test:own', windows, answer }, saying(['네']));
  await clock.advance(1_000);
  const now = clock.elapsed();
  expect(earliest(dispatch.deps.limits, [BOT], 'reply', now)).toBe(now);
  await clock.advance(30_000);
  expect(asked).toEqual([0, 20_000]);
  expect(await done).toMatchObject({ is: 'accepted' });
});

test('a 429 that outlasts a minute is not waited for: the next command of the chat is', async () => {
  const clock = fakeClock();
  const { dispatch } = await openDesk(clock, ruleSet([]), [scriptedChannel({ clock })]);
  const held: Answer = { is: 'wait', ms: 3_600_000, scope: 'own' };
  const answering = { chat: 'test:own', windows: [], answer: () => Promise.resolve(held) };
  await expect(reply(dispatch, answering, saying(['네']))).resolves.toEqual(held);
});
