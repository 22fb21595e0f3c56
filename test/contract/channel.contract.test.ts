import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/alert/message.ts';
import type { Answer, Channel } from '../../src/channel/channel.ts';
import { cleanText } from '../../src/channel/clean-text.ts';
import { consoleChannel } from '../../src/channel/console/console-channel.ts';
import { openSlack } from '../../src/channel/slack/open-slack.ts';
import { openTelegram } from '../../src/channel/telegram/open-telegram.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Fault } from '../helpers/fake-chat.ts';
import { fakeSlack } from '../helpers/fake-slack.ts';
import { fakeTelegram } from '../helpers/fake-telegram.ts';

/** One platform, as the suite needs it. */
interface Bench {
  readonly channel: Channel;
  /** The texts that the chat shows, without the platform's own markup. */
  readonly shown: () => readonly string[];
  /** The next post goes wrong; `undefined`: nothing can go wrong here. */
  readonly breakNext: ((fault: Fault) => void) | undefined;
  /** What the platform itself answers for a class of refusal. */
  readonly refusals: Readonly<Partial<Record<Answer['is'], Fault>>>;
  readonly close: () => Promise<void>;
}

const refusal = (status: number, body: unknown, headers = {}): Fault => ({
  is: 'answer',
  status,
  body,
  headers,
});

async function telegramBench(): Promise<Bench> {
  const fake = await fakeTelegram({ limits: false });
  const offset = { load: async () => undefined, save: async () => undefined };
  const told = (): void => undefined;
  const menus: [] = [];
  const open = openTelegram(fake, {
    clock: systemClock,
    offset,
    menus,
    listed: () => true,
    moved: () => undefined,
    told,
  });
  const no = (code: number, description: string, parameters = {}): Fault =>
    refusal(code, { ok: false, error_code: code, description, parameters });
  return {
    channel: open.channel({
      name: 'phone',
      place: { chat: '-1001', topic: undefined },
      limits: undefined,
    }),
    shown: () => fake.messages.map((message) => message.text),
    breakNext: (fault) => fake.next('sendMessage', fault),
    refusals: {
      wait: no(429, 'Too Many Requests', { retry_after: 7 }),
      'bad-message': no(400, "Bad Request: can't parse entities"),
      'destination-down': no(403, 'Forbidden: bot was kicked'),
      'token-down': no(401, 'Unauthorized'),
      moved: no(400, 'Bad Request: upgraded', { migrate_to_chat_id: -1002 }),
      ambiguous: no(502, 'Bad Gateway'),
      refused: no(418, 'teapot'),
    },
    async close() {
      await open.close();
      await fake.close();
    },
  };
}

/** Undoes mrkdwn: the three entities, and the stars around the first line. */
const readable = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/^\*(.*)\*$/m, '$1');

async function slackBench(): Promise<Bench> {
  const fake = await fakeSlack({ limits: false });
  const told = (): void => undefined;
  const open = openSlack({ ...fake, appToken: undefined }, { clock: systemClock, told });
  const no = (error: string): Fault => refusal(200, { ok: false, error });
  const bodies = (blocks: readonly Record<string, unknown>[]): string =>
    blocks.flatMap(({ text }) => (text as { text?: string } | undefined)?.text ?? []).join('\n');
  return {
    channel: open.channel({ name: 'desk', channel: 'C1', limits: undefined }),
    shown: () =>
      fake.messages.map(({ text, blocks }) => readable(blocks.length > 0 ? bodies(blocks) : text)),
    breakNext: (fault) => fake.next('chat.postMessage', fault),
    refusals: {
      wait: refusal(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '7' }),
      'bad-message': no('invalid_blocks'),
      'destination-down': no('is_archived'),
      'token-down': no('token_revoked'),
      ambiguous: refusal(503, 'unavailable'),
      refused: no('some_new_error'),
    },
    async close() {
      await open.close();
      await fake.close();
    },
  };
}

async function consoleBench(): Promise<Bench> {
  const printed: string[] = [];
  const out = (text: string): void => void printed.push(text.trimEnd().replaceAll('\n  ', '\n'));
  return {
    channel: consoleChannel({ name: 'screen', colour: false, out }, systemClock),
    shown: () => printed,
    breakNext: undefined,
    refusals: {},
    close: async () => undefined,
  };
}

const saying = (...lines: readonly string[]): Message => ({
  lines,
  buttons: [
    [
      { label: '끄기', press: 'm:005930:30m' },
      { label: '차트', url: 'https://example.com/a?b=1&c=2' },
    ],
  ],
  silent: false,
  tone: 'up',
});

const HOSTILE = [
  '<b>굵게',
  '</b></code>',
  '<!channel> <@U012>',
  '형지I&C &lt; &amp;amp;',
  '_*~`[x](y)',
  '\u202E거꾸로\u202C \u2066격리\u2069',
  '반쪽 \uD83D 글자',
  '\u0000\u0007\u001B[31m빨강',
];

describe.each([
  ['telegram', telegramBench],
  ['slack', slackBench],
  ['console', consoleBench],
] as const)('a channel of %s', (_, makeBench) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await makeBench();
  });
  afterAll(() => bench.close());
  const last = (): string | undefined => bench.shown().at(-1);

  test('posts, and gives a new id each time', async () => {
    const first = await bench.channel.post(saying('하나', '둘'));
    const second = await bench.channel.post(saying('셋'));
    expect([first.is, second.is]).toEqual(['accepted', 'accepted']);
    expect(first).not.toEqual(second);
    expect(bench.shown().slice(-2)).toEqual(['하나\n둘', '셋']);
  });

  test('edits what it posted', async () => {
    const posted = await bench.channel.post(saying('전'));
    const id = posted.is === 'accepted' ? posted.id : '';
    await expect(bench.channel.edit(id, saying('후'))).resolves.toEqual({ is: 'accepted', id });
    expect(last()).toBe('후');
  });

  test('posts plainly, too', async () => {
    const answer = await bench.channel.post(saying('<b>쉬운', '글'), { plain: true });
    expect(answer.is).toBe('accepted');
    expect(last()).toBe('<b>쉬운\n글');
  });

  test.each(HOSTILE)('shows a hostile name as it is, less what hides text: %j', async (name) => {
    await expect(bench.channel.post(saying(name, `둘째 ${name}`))).resolves.toMatchObject({
      is: 'accepted',
    });
    expect(last()).toBe(`${cleanText(name)}\n둘째 ${cleanText(name)}`);
    expect(last()).not.toMatch(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u);
    expect(last()?.isWellFormed()).toBe(true);
  });

  test('takes any text at all', async () => {
    const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 80 }), async (lines) => {
        const answer = await bench.channel.post(saying('머리', ...lines));
        expect(answer.is).toBe('accepted');
      }),
      { numRuns: 25 },
    );
  });

  test('takes a text of its full length, of markup only, and cuts a longer one', async () => {
    const { text } = bench.channel.limits;
    for (const filling of ['&'.repeat(text), '<'.repeat(text + 500), '가\n'.repeat(text)]) {
      const answer = await bench.channel.post(saying('머리', filling));
      expect(answer.is).toBe('accepted');
      expect(last()?.length).toBeLessThanOrEqual(text);
    }
  });

  test('carries a digest of 3,800 characters whole, also as an edit', async () => {
    const lines = Array.from({ length: 60 }, (__, n) =>
      `▲ 종목${n} 정적 1회 +10.20% 67,000원 09:00:05`.padEnd(62, '.'),
    );
    const posted = await bench.channel.post(saying('머리', ...lines));
    expect(last()).toBe(['머리', ...lines].join('\n'));
    const id = posted.is === 'accepted' ? posted.id : '';
    const edited = await bench.channel.edit(id, saying('머리 2', ...lines));
    expect(edited).toEqual({ is: 'accepted', id });
  });

  test('can be checked and previewed without sending anything', async () => {
    const before = bench.shown().length;
    await expect(bench.channel.check()).resolves.toMatchObject({ is: 'accepted' });
    const preview = bench.channel.preview(saying('머리 & 꼬리', '둘째'));
    expect(preview).toBe('머리 & 꼬리\n둘째\n[끄기] [차트]');
    expect(bench.shown()).toHaveLength(before);
  });

  test('has limits that make sense', () => {
    const { text, post, edit } = bench.channel.limits;
    expect(text).toBeGreaterThanOrEqual(3900);
    for (const { scope, count, ms } of [...post, ...edit]) {
      expect(scope).toMatch(/^(telegram|slack):/);
      expect(count).toBeGreaterThan(0);
      expect(ms).toBeGreaterThanOrEqual(1000);
    }
  });

  test('reads every class of answer, and recovers', async () => {
    for (const [is, fault] of Object.entries(bench.refusals)) {
      bench.breakNext?.(fault);
      await expect(bench.channel.post(saying(is))).resolves.toMatchObject({ is });
    }
    await expect(bench.channel.post(saying('그 뒤'))).resolves.toMatchObject({ is: 'accepted' });
  });

  test('waits as told, for a scope that its posts are counted in', async () => {
    const { wait } = bench.refusals;
    if (wait) bench.breakNext?.(wait);
    const answer = await bench.channel.post(saying('천천히'));
    const told =
      answer.is === 'wait' ? answer : { ms: 7000, scope: bench.channel.limits.post[0]?.scope };
    expect(told.ms).toBe(7000);
    expect(bench.channel.limits.post.map((window) => window.scope)[0]).toBe(told.scope);
  });

  test.each<Fault>([
    { is: 'drop' },
    { is: 'reset' },
    { is: 'html' },
    { is: 'html', status: 502 },
    { is: 'html', status: 403 },
  ])('does not know the fate of a message after $is $status', async (fault) => {
    bench.breakNext?.(fault);
    const answer = await bench.channel.post(saying('누구도 모름'));
    expect(answer.is).toBe(bench.breakNext ? 'ambiguous' : 'accepted');
    expect(JSON.stringify(answer)).not.toMatch(/TEST-token|xoxb|<html/);
  });
});
