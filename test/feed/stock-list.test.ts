import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, onTestFinished } from 'vitest';
import { stockType, toStock } from '../../src/feed/kiwoom/stock-list.ts';
import { openScene, until, type Scene } from './scene.ts';

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-stocks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const listCalls = ({ simulator }: Scene) =>
  simulator.requests.filter(({ headers }) => headers['api-id'] === 'ka10099');

describe('the type of a stock', () => {
  test.each([
    ['069500', 'KODEX 200', '8', 'etf'],
    ['0080G0', 'KODEX 방산TOP10', '8', 'etf'],
    ['530031', '삼성 레버리지 WTI원유 선물 ETN', '60', 'etn'],
    ['570001', 'ETN', '70', 'etn'],
    ['610001', 'ETN', '90', 'etn'],
    ['330590', '롯데리츠', '6', 'reit'],
    ['468510', '삼성스팩9호', '10', 'spac'],
    ['005935', '삼성전자우', '0', 'preferred'],
    ['00680K', '미래에셋증권2우B', '0', 'preferred'],
    ['0126Z0', '삼성에피스홀딩스', '0', 'stock'],
    ['005930', '삼성전자', '0', 'stock'],
  ])('%s %s with market code %s is %s', (code, name, marketCode, type) => {
    expect(stockType(code, name, marketCode)).toBe(type);
  });
});

describe('a row of ka10099', () => {
  test('is of the market that was asked for', () => {
    const row = { code: '005930', name: ' 삼성전자 ', marketCode: '10', nxtEnable: 'Y' };
    expect(toStock(row, 'kospi')).toEqual({
      code: '005930',
      name: '삼성전자',
      market: 'kospi',
      type: 'stock',
      nxt: true,
    });
  });

  test('may prefix its code, and may lack what is not needed', () => {
    const stock = toStock({ code: 'A00680K', name: '미래에셋증권2우B' }, 'kospi');
    expect(stock).toMatchObject({ code: '00680K', type: 'preferred', nxt: false });
  });

  test.each([{}, { code: 'ABC', name: 'x' }, { code: '005930' }, { code: 5930, name: 'x' }])(
    'is left out when it is none: %j',
    (row) => {
      expect(toStock(row, 'kospi')).toBeUndefined();
    },
  );
});

describe('the stock list', () => {
  test('is read over all pages of both markets, a call a second', async () => {
    const scene = await openScene({ pageSize: 40 });
    const began = scene.clock.elapsed();
    scene.openFeed();
    await scene.passUntil(() => scene.lists.length === 1);
    expect(scene.lists[0]?.size).toBe(146);
    expect(scene.lists[0]?.get('247540')).toMatchObject({ market: 'kosdaq', type: 'stock' });
    expect(scene.lists[0]?.get('011080')?.name).toBe('형지I&C');
    expect(listCalls(scene)).toHaveLength(5);
    expect(scene.clock.elapsed() - began).toBeGreaterThanOrEqual(4_000);
  });

  test('does not hold up the watching', async () => {
    const scene = await openScene({ pageSize: 1 });
    scene.openFeed();
    await until(() => scene.is('watching'));
    expect(scene.lists).toEqual([]);
  });

  test('is there at once at the next start of a day, and renewed on the next day', async () => {
    const scene = await openScene();
    const cacheFolder = openFolder();
    const first = scene.openFeed({ cacheFolder });
    await scene.passUntil(() => scene.lists.length === 1);
    await until(() => scene.is('watching'));
    await first.close();
    const calls = listCalls(scene).length;
    scene.openFeed({ cacheFolder });
    await until(() => scene.lists.length === 2);
    expect(scene.lists[1]).toEqual(scene.lists[0]);
    expect(listCalls(scene)).toHaveLength(calls);
    // From 09:00 to 07:00 of the next day, and a little.
    await scene.clock.advance(22 * 3_600_000);
    await scene.passUntil(() => scene.lists.length === 3);
    expect(listCalls(scene).length).toBeGreaterThan(calls);
  });

  test('comes after 429, a code 1700 and a token that ended', async () => {
    const scene = await openScene();
    scene.openFeed();
    await until(() => scene.is('watching'));
    scene.simulator.answerNext({ status: 429, body: '' });
    const body = '{"return_code":2,"return_msg":"[1700:too many]"}';
    scene.simulator.answerNext({ status: 200, body });
    scene.simulator.expireTokens();
    await scene.passUntil(() => scene.lists.length === 1);
    expect(scene.lists[0]?.size).toBe(146);
  });

  test('is never half a list', async () => {
    const scene = await openScene({ pageSize: 200 });
    scene.openFeed();
    await until(() => scene.is('watching'));
    await until(() => listCalls(scene).length === 1);
    scene.simulator.answerNext({ status: 200, body: '{"return_code":0,"list":[]}' });
    await scene.passUntil(() => scene.lists.length === 1);
    expect(scene.lists[0]?.size).toBe(146);
    expect(listCalls(scene)).toHaveLength(4);
  });
});
