import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/platform/clock.ts';
import { timeOf } from '../../src/vi/kst.ts';
import { FAST, openBot, type Bot } from '../helpers/bot.ts';
import { clockAt } from '../helpers/clock-at.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { viFrame, type Vi } from '../helpers/frames.ts';
import { historyRow } from '../helpers/history-row.ts';

const MINUTE = 60_000;

/** A clock whose wall time can be put ahead, as if it had stood still. */
function clockToStep(speed = 1): Clock & { step(ms: number): void } {
  const clock = clockAt('10:00:00', speed);
  let ahead = 0;
  return {
    ...clock,
    now: () => clock.now() + ahead,
    step: (ms) => void (ahead += ms),
  };
}

const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;
const twice = (messages: readonly string[]) => ({ phone: messages, desk: messages });
const rows = (stock: string, outcome: string, event = 'trigger'): readonly string[] =>
  ['phone', 'desk'].map((channel) => `${stock} ${event} 모든 VI ${channel} ${outcome}`);

/** The gap is closed in the ledger a moment after what filled it is told. */
const untilFilled = (bot: Bot, filled: number): Promise<void> =>
  bot.until('the gap', async () => (await exported(bot, 'gaps'))[0]?.['filled'] === filled, 15_000);

/** It is in ka10054, and no frame tells it. */
const happened = (bot: Bot, vi: Vi, more?: Readonly<Record<string, string>>): void =>
  bot.simulator.addHistory(historyRow(vi, more));

const viNow = (bot: Bot, stock: string, name: string): Vi => ({
  stock,
  name,
  trigger: timeOf(bot.clock.now()),
});

async function exported(bot: Bot, what: string): Promise<readonly Record<string, unknown>[]> {
  const { out } = await bot.vigil('export', '--what', what);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const watchedAt = (bot: Bot): readonly unknown[] =>
  bot.logged.flatMap(({ msg, data }) =>
    msg === 'feed' && data['is'] === 'watching' ? [data['since']] : [],
  );

/** Breaks the line; resolves when it is lost. */
async function cut(bot: Bot): Promise<void> {
  const losses = (): number =>
    bot.logged.filter(({ msg, data }) => msg === 'feed' && data['is'] === 'connecting').length;
  const before = losses();
  bot.simulator.cut();
  await bot.until('the loss', () => losses() > before);
}

const asked = (bot: Bot): number =>
  bot.simulator.requests.filter(({ headers }) => headers['api-id'] === 'ka10054').length;

/** Breaks the line and waits until the history was asked for again. */
async function reconnect(bot: Bot): Promise<void> {
  const before = asked(bot);
  await cut(bot);
  await bot.until('another asking', () => asked(bot) > before, 8_000);
}

describe.concurrent('while nothing was watched', () => {
  test('what fired is told late, what is old in one digest, and the gap is in the ledger', async (context) => {
    const clock = clockToStep();
    const bot = await openBot(context, { ...FAST, clock });
    const known = bot.fire('100000', '가나다');
    await bot.shows('phone', [alertOf('가나다')]);
    const lastHeard = clock.now();
    await cut(bot);
    clock.step(20 * MINUTE);
    happened(bot, { ...known, release: '10:02:10' });
    for (const minute of ['05', '06', '07']) {
      const stock = `1000${minute}`;
      const vi = { stock, name: `종목${minute}`, trigger: `10:${minute}:00` };
      happened(bot, { ...vi, release: `10:${Number(minute) + 2}:10`.replace(/:(\d):/, ':0$1:') });
    }
    happened(bot, viNow(bot, '100020', '새것'));
    const digest = '⌛ 제때 전하지 못한 VI 3건 (▲3) 10:05:00~10:07:00';
    await bot.until('the digest', () => bot.histories('desk').includes(digest), 10_000);
    const [, fresh] = bot.chat('phone');
    expect(fresh?.text.split('\n')[1]).toMatch(/^\(늦음 \+\d초\)$/);
    await untilFilled(bot, 5);
    const [gap, ...more] = await exported(bot, 'gaps');
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ day: '2026-11-20', to: watchedAt(bot)[1], filled: 5 });
    expect(gap?.['from']).toBeGreaterThan(lastHeard - 2_000);
    expect(gap?.['from']).toBeLessThanOrEqual(lastHeard);
    const back = bot.chat('screen').at(-1)?.text.split('\n') ?? [];
    expect(back[0]).toBe('✅ VI 감시 중');
    expect(back[1]).toMatch(/^끊긴 시간: 10:00:\d\d~10:20:\d\d \(20분/);
    expect(back[2]).toBe('그동안의 VI 5건을 확인했습니다.');
    const told = bot.histories('phone')[0] ?? '';
    expect(told).toMatch(/ ⇒ ⏹ 가나다 정적VI 해제 10:02:10 /);
    await expectNothingElse(bot, {
      chats: twice([told, alertOf('새것'), digest]),
      ledger: [
        ...rows('100000', 'sent'),
        ...rows('100020', 'sent'),
        ...['100005', '100006', '100007'].flatMap((stock) => rows(stock, 'expired')),
      ],
    });
  });

  test('what the feed told is not told again, nor is what it tells afterwards', async (context) => {
    const bot = await openBot(context, FAST);
    const before = bot.fire('100000', '가나다');
    const lone: Vi = { ...viNow(bot, '100001', '라마바'), copies: ['_AL'] };
    const odd = bot.fire('100002', '사아자', { values: { '9068': '4', '1225': '', '1279': '' } });
    bot.push(viFrame(lone));
    await bot.until('three alerts', () => bot.histories('phone').length === 3);
    happened(bot, before);
    happened(bot, lone, { stk_cd: '100001_AL', stex_tp: 'NXT' });
    happened(bot, odd);
    await cut(bot);
    const missed = viNow(bot, '100003', '차카타');
    happened(bot, missed);
    await bot.until('the missed one', () => bot.histories('desk').length === 4);
    const frames = [before, lone, missed].map(viFrame);
    bot.push(...frames, ...frames);
    const named = [alertOf('라마바'), alertOf('라마바')].join(' ⇒ ');
    const unknown = '🔴▲ 사아자 상승 VI 1회 +10.60%';
    await expectNothingElse(bot, {
      chats: twice([alertOf('가나다'), unknown, named, alertOf('차카타')]),
      ledger: ['100000', '100001', '100002', '100003'].flatMap((stock) => rows(stock, 'sent')),
    });
    expect(bot.chat('phone')[2]?.text).toContain('100001 · NXT');
  });

  test('a live frame does not wait for what is filled in', async (context) => {
    const clock = clockToStep();
    const bot = await openBot(context, { ...FAST, clock });
    const before = clock.now();
    await cut(bot);
    clock.step(180 * MINUTE);
    const fired = (n: number): string => timeOf(before + 5 * MINUTE + n * 15_000);
    for (let n = 0; n < 600; n += 1)
      happened(bot, { stock: String(200_000 + n), name: `종목${n}`, trigger: fired(n) });
    await bot.until('the return', () => watchedAt(bot).length === 2);
    bot.fire('100000', '가나다');
    await untilFilled(bot, 600);
    const heard = (await exported(bot, 'events')).map(({ stock }) => stock);
    expect(heard).toHaveLength(601);
    expect(heard.indexOf('100000')).toBeLessThan(100);
    await bot.until('the digest', () => bot.histories('desk').length === 2, 15_000);
    const digest = `⌛ 제때 전하지 못한 VI 600건 (▲600) ${fired(0)}~${fired(599)}`;
    expect(bot.histories('phone')).toEqual([alertOf('가나다'), digest]);
  });

  test('a restart asks as well, and says since when nobody watched', async (context) => {
    const bot = await openBot(context, FAST);
    const known = bot.fire('100000', '가나다');
    await bot.shows('phone', [alertOf('가나다')]);
    await bot.stop();
    const stopped = bot.clock.now();
    happened(bot, known);
    happened(bot, viNow(bot, '100001', '라마바'));
    await bot.start();
    await bot.shows('phone', [alertOf('가나다'), alertOf('라마바')]);
    await untilFilled(bot, 1);
    const gaps = await exported(bot, 'gaps');
    expect(gaps).toMatchObject([{ reason: 'Vigil was not running', filled: 1 }]);
    expect(gaps[0]?.['from']).toBeLessThanOrEqual(stopped);
    expect(gaps[0]?.['from']).toBeGreaterThan(stopped - 1_000);
    expect(gaps[0]?.['to']).toBe(watchedAt(bot)[1]);
    await expectNothingElse(bot, {
      chats: twice([alertOf('가나다'), alertOf('라마바')]),
      ledger: ['100000', '100001'].flatMap((stock) => rows(stock, 'sent')),
    });
  });

  test('a store that never watched this day lists nothing of the past, at no later start either', async (context) => {
    const bot = await openBot(context, FAST);
    await bot.stop();
    for (const end of ['', '-wal', '-shm'])
      rmSync(`${bot.settings.store.path}${end}`, { force: true });
    const old = { stock: '100000', name: '가나다', trigger: '09:10:00', release: '09:12:10' };
    happened(bot, old);
    const recent: Vi = viNow(bot, '100001', '라마바');
    happened(bot, recent);
    await bot.start();
    await bot.shows('phone', [alertOf('라마바')]);
    await bot.stop();
    await bot.start();
    const before = (await bot.ledger()).filter(({ stock }) => stock === '100000');
    expect(before.map(({ reason }) => reason)).toEqual(['before watching', 'before watching']);
    await expectNothingElse(bot, {
      chats: twice([alertOf('라마바')]),
      ledger: [...rows('100000', 'expired'), ...rows('100001', 'sent')],
    });
  });
});

describe.concurrent('an answer that does not come', () => {
  test.for([
    ['429', { status: 429, headers: { 'retry-after': '2' }, body: '' }],
    ['maintenance', { status: 200, body: '<html>점검</html>' }],
    ['a redirect', { status: 302, headers: { location: '/' }, body: '' }],
  ] as const)(
    'because of %s is asked for again, and the watch goes on',
    async ([, reply], context) => {
      const bot = await openBot(context, { ...FAST, clock: clockToStep(5) });
      await cut(bot);
      bot.simulator.answerNext(reply);
      happened(bot, viNow(bot, '100000', '가나다'));
      await bot.until('the alert', () => bot.histories('desk').length === 1, 15_000);
      expect(bot.simulator.connections()).toBe(1);
      expect(watchedAt(bot)).toHaveLength(2);
      await untilFilled(bot, 1);
      expect(await exported(bot, 'gaps')).toHaveLength(1);
      await expectNothingElse(bot, {
        // Seconds pass five times as fast: what the operator hears of slow starts is another story.
        chats: { ...twice([alertOf('가나다')]), screen: bot.histories('screen') },
        ledger: rows('100000', 'sent'),
      });
    },
  );
});

describe.concurrent('while watching', () => {
  test('a release that is overdue is asked for, and ends what runs', async (context) => {
    const clock = clockToStep(10);
    const bot = await openBot(context, { ...FAST, clock });
    const vi = bot.fire('100000', '가나다');
    await bot.shows('phone', [alertOf('가나다')]);
    const release = timeOf(clock.now() + 130_000);
    happened(bot, { ...vi, release });
    clock.step(3 * MINUTE);
    await bot.until('the release', () => (bot.histories('desk')[0] ?? '').includes(release), 8_000);
    const told = bot.histories('phone')[0] ?? '';
    await expectNothingElse(bot, { chats: twice([told]), ledger: rows('100000', 'sent') });
    expect(told).toContain(`${alertOf('가나다')} ⇒ ⏹ 가나다 정적VI 해제 ${release}`);
    expect(await exported(bot, 'gaps')).toEqual([]);
  });

  test('a frame that ka10054 never confirms is marked, one that it confirms is not', async (context) => {
    const clock = clockToStep();
    const bot = await openBot(context, { ...FAST, clock });
    const real = bot.fire('100000', '가나다');
    bot.fire('100001', '거짓');
    await bot.shows('phone', [alertOf('가나다'), alertOf('거짓')]);
    happened(bot, real);
    clock.step(MINUTE + 5_000);
    const marks = async (): Promise<readonly unknown[]> =>
      (await exported(bot, 'events')).map(({ stock, history }) =>
        [stock, history ?? 'not known'].join(' '),
      );
    await reconnect(bot);
    await bot.until('the first mark', async () => (await marks())[0] === '100000 confirmed');
    expect(await marks()).toEqual(['100000 confirmed', '100001 not known']);
    await reconnect(bot);
    await bot.until('the second mark', async () => (await marks())[1] === '100001 absent');
    expect(await marks()).toEqual(['100000 confirmed', '100001 absent']);
  });
});
