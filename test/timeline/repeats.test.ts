import { describe, expect, test } from 'vitest';
import { timeOf } from '../../src/vi/kst.ts';
import { FAST, openBot, PATIENT, type Bot } from '../helpers/bot.ts';
import { expectNothingElse } from '../helpers/expect-nothing-else.ts';
import { recordedFrames, retimed, viFrame, type Vi } from '../helpers/frames.ts';

const alertOf = (name: string): string => `🔴▲ ${name} 상승 정적VI 1회 +10.60%`;

const sentTo = (stock: string, event = 'trigger'): readonly string[] =>
  ['phone', 'desk'].map((channel) => `${stock} ${event} 모든 VI ${channel} sent`);

/** The messages of a chat, without the times that they tell. */
const timeless = (bot: Bot, channel: string): readonly string[] =>
  bot.histories(channel).map((history) => history.replaceAll(/ \d\d:\d\d:\d\d \(.*?\)/g, ''));

const copied = (vi: Vi, copies: readonly string[]): readonly string[] =>
  copies.map((suffix) => viFrame({ ...vi, copies: [suffix] }));

describe.concurrent('what the broker tells again and again', PATIENT, () => {
  test('is told once and edited once, whatever copies come and in whatever order', async (context) => {
    const bot = await openBot(context, FAST);
    const orders = [['', '_AL'], ['_AL', ''], ['_NX', '_AL'], ['_AL', '_NX'], [''], ['_AL']];
    const trigger = timeOf(bot.clock.now());
    const vis = orders.map((copies, n) => ({
      vi: { stock: `10000${n}`, name: `종목${n}`, trigger },
      copies,
    }));
    const thrice = (frames: readonly string[]): void => bot.push(...frames, ...frames, ...frames);
    thrice(vis.flatMap(({ vi, copies }) => copied(vi, copies)));
    const names = vis.map(({ vi }) => vi.name);
    await bot.until('every alert', () => bot.histories('phone').length === names.length);
    const release = timeOf(bot.clock.now() + 1_000);
    thrice(vis.flatMap(({ vi, copies }) => copied({ ...vi, release }, copies)));
    thrice(vis.flatMap(({ vi, copies }) => copied(vi, copies)));
    await bot.until('every edit', () =>
      ['phone', 'desk'].every((channel) =>
        bot.histories(channel).every((history) => history.includes('⇒')),
      ),
    );
    // Those whose venue is told at once come before the one that waits 300 ms for it.
    const edited = names.map((name) => `${alertOf(name)} ⇒ ⏹ ${name} 정적VI 해제`);
    expect(timeless(bot, 'phone')).toEqual(edited);
    expect(timeless(bot, 'desk')).toEqual(edited);
    await expectNothingElse(bot, {
      chats: { phone: bot.histories('phone'), desk: bot.histories('desk') },
      ledger: vis.flatMap(({ vi }) => sentTo(vi.stock)),
    });
  });

  test('a recorded frame that is sent fifty times is one message', async (context) => {
    const bot = await openBot(context, FAST);
    const [frame = ''] = recordedFrames('live-109670-static-up.jsonl');
    const now = retimed(frame, bot.clock.now());
    bot.push(...Array.from({ length: 50 }, () => now));
    await expectNothingElse(bot, {
      chats: { phone: [alertOf('씨싸이트')], desk: [alertOf('씨싸이트')] },
      ledger: sentTo('109670'),
    });
  });

  test('a copy that comes late names the venue in the message that is there', async (context) => {
    const bot = await openBot(context, FAST);
    const vi: Vi = { stock: '100000', name: '가나다', trigger: timeOf(bot.clock.now()) };
    bot.push(viFrame({ ...vi, copies: ['_AL'] }));
    await bot.shows('phone', [alertOf('가나다')]);
    expect(bot.chat('phone')[0]?.text).not.toContain('NXT');
    bot.push(viFrame({ ...vi, copies: ['_NX'] }));
    await bot.until(
      'the venue',
      () => bot.chat('phone')[0]?.text.includes('100000 · NXT') ?? false,
    );
    const named = `${alertOf('가나다')} ⇒ ${alertOf('가나다')}`;
    await expectNothingElse(bot, {
      chats: { phone: [named], desk: [named] },
      ledger: sentTo('100000'),
    });
  });
});

const BROKEN: readonly (readonly [what: string, frame: string, malformed: number])[] = [
  ['no JSON', 'kiwoom?', 1],
  ['half a frame', '{"trnm":"REAL","data":[{"type":"1h"', 1],
  ['nothing', 'null', 1],
  ['a list', '[1,2,3]', 1],
  ['null data', '{"trnm":"REAL","data":null}', 0],
  ['a row that is none', '{"trnm":"REAL","data":[null,7,"x"]}', 3],
  ['null values', '{"trnm":"REAL","data":[{"type":"1h","name":"x","item":"","values":null}]}', 1],
  ['no trigger time', '{"trnm":"REAL","data":[{"type":"1h","item":"100000","values":{}}]}', 1],
  ['another type', '{"trnm":"REAL","data":[{"type":"0B","item":"100000","values":{}}]}', 0],
  ['5 MB of nothing', `{"trnm":"REAL","data":"${'x'.repeat(5 * 1024 * 1024)}"}`, 1],
  ['deep nesting', `{"trnm":"REAL","data":[${'['.repeat(5_000)}${']'.repeat(5_000)}]}`, 1],
];

describe('frames that make no sense', PATIENT, () => {
  test('take no good one with them, and are counted', async (context) => {
    const bot = await openBot(context, FAST);
    const names = BROKEN.map((_, n) => `종목${n}`);
    BROKEN.forEach(([, frame], n) => {
      bot.push(frame);
      bot.fire(`10000${n.toString(36).toUpperCase()}`, `종목${n}`);
    });
    await bot.shows('phone', names.map(alertOf));
    const malformed = BROKEN.reduce((sum, [, , count]) => sum + count, 0);
    const { text } = await bot.page('/metrics');
    expect(text).toContain(`vigil_rows_total{is="malformed"} ${malformed}\n`);
    expect(text).toContain(`vigil_rows_total{is="reading"} ${2 * names.length}\n`);
    expect(bot.simulator.connections()).toBe(1);
    await expectNothingElse(bot, {
      chats: { phone: names.map(alertOf), desk: names.map(alertOf) },
      ledger: BROKEN.flatMap((_, n) => sentTo(`10000${n.toString(36).toUpperCase()}`)),
    });
  });

  test('unknown fields and values lose no event', async (context) => {
    const bot = await openBot(context, FAST);
    bot.fire('100000', '가나다', { values: { '9068': '4', '9999': '?', '1490': '둘' } });
    bot.fire('100001', '라마바', { values: { '9069': '7', '1279': '', '9008': '555' } });
    bot.fire('0001A0', '형지I&C', { values: { '14': '', '13': 'x', '1221': '  3860 ' } });
    const told = [
      '🔴▲ 가나다 상승 정적VI +10.60%',
      '🔴▲ 라마바 상승 정적VI 1회 +10.60%',
      alertOf('형지I&C'),
    ];
    await expectNothingElse(bot, {
      chats: { phone: told, desk: told },
      ledger: ['100000', '100001', '0001A0'].flatMap((stock) => sentTo(stock)),
    });
  });
});
