import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, onTestFinished, vi } from 'vitest';
import { createGate } from '../../src/feed/kiwoom/gate.ts';
import { readExpiry } from '../../src/feed/kiwoom/issue-token.ts';
import { createTokens, type Tokens } from '../../src/feed/kiwoom/token.ts';
import { openScene, type Scene } from './scene.ts';

const MINUTE = 60_000;

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-token-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function tokensOf(scene: Scene, folder?: string, appKey = 'app-key'): Tokens {
  const { simulator, clock } = scene;
  return createTokens({
    gate: createGate(simulator.restUrl, clock, new AbortController().signal),
    restUrl: simulator.restUrl,
    appKey,
    secretKey: 'secret-key',
    cache: { folder, log: () => {} },
    clock,
  });
}

const token = (number: number) => ({ is: 'token', token: `simulated-token-${number}` });

describe('the time a token ends', () => {
  beforeEach(() => void vi.stubEnv('TZ', 'America/New_York'));

  test('is Korean time, whatever the zone of the machine', () => {
    expect(new Date(0).getTimezoneOffset()).toBe(300);
    expect(readExpiry('20241107083713')).toBe(Date.parse('2024-11-06T23:37:13Z'));
  });

  test.each(['', '2024-11-07', '20241399999999', 'soon'])('is unknown in "%s"', (text) => {
    expect(readExpiry(text)).toBeUndefined();
  });

  test('is met to the minute', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    await tokens.get();
    await scene.clock.advance(24 * 60 * MINUTE - 10 * MINUTE - 1);
    expect(await tokens.get()).toEqual(token(1));
    await scene.clock.advance(1);
    expect(await tokens.get()).toEqual(token(2));
  });
});

describe('the owner of the token', () => {
  test('asks once for callers at the same time, and keeps what it got', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual([token(1), token(1)]);
    expect(await tokens.get()).toEqual(token(1));
    expect(scene.simulator.requests).toHaveLength(1);
  });

  test('asks for no other within 60 s of an issue', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    await tokens.get();
    await tokens.drop('simulated-token-1');
    await scene.clock.advance(59_000);
    expect(await tokens.get()).toMatchObject({ is: 'lost', wait: 1_000 });
    await scene.clock.advance(1_000);
    expect(await tokens.get()).toEqual(token(2));
    expect(scene.simulator.requests).toHaveLength(2);
  });

  test('does not drop a newer token for an older one', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    await tokens.get();
    await tokens.drop('another');
    expect(await tokens.get()).toEqual(token(1));
  });

  test('backs off 1, 2, 4 s after failures, without the 60 s of an issue', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    for (const wait of [1_000, 2_000, 4_000]) {
      scene.simulator.answerNext({ status: 200, body: '<html>점검중</html>' });
      expect(await tokens.get()).toMatchObject({ is: 'lost', wait });
      await scene.clock.advance(wait - 1);
      expect(await tokens.get()).toMatchObject({ is: 'lost', wait: 1 });
      await scene.clock.advance(1);
    }
    expect(await tokens.get()).toEqual(token(1));
    expect(scene.simulator.requests).toHaveLength(4);
  });

  test('uses a token that is near its end while no new one is to be had', async () => {
    const scene = await openScene({ tokenLife: 5 * MINUTE });
    const tokens = tokensOf(scene);
    expect(await tokens.get()).toEqual(token(1));
    await scene.clock.advance(MINUTE);
    scene.simulator.answerNext({ status: 503, body: '' });
    expect(await tokens.get()).toEqual(token(1));
    await scene.clock.advance(1_000);
    expect(await tokens.get()).toEqual(token(2));
  });

  test('keeps to the 60 s when the wall clock steps', async () => {
    const scene = await openScene();
    const tokens = tokensOf(scene);
    await tokens.get();
    await tokens.drop('simulated-token-1');
    scene.clock.stepWall(3_600_000);
    expect(await tokens.get()).toMatchObject({ is: 'lost', wait: MINUTE });
    await scene.clock.advance(MINUTE);
    expect(await tokens.get()).toEqual(token(2));
  });
});

describe('the token on disk', () => {
  test('is for its owner only, and serves the next start', async () => {
    const scene = await openScene();
    const folder = openFolder();
    await tokensOf(scene, folder).get();
    expect(statSync(join(folder, 'kiwoom-token.json')).mode & 0o777).toBe(0o600);
    expect(await tokensOf(scene, folder).get()).toEqual(token(1));
    expect(scene.simulator.requests).toHaveLength(1);
  });

  test('holds neither key', async () => {
    const scene = await openScene();
    const folder = openFolder();
    await tokensOf(scene, folder).get();
    const kept = readFileSync(join(folder, 'kiwoom-token.json'), 'utf8');
    expect(kept).toContain('simulated-token-1');
    expect(kept).not.toMatch(/app-key|secret-key/);
  });

  test('is no use to another app key', async () => {
    const scene = await openScene();
    const folder = openFolder();
    await tokensOf(scene, folder).get();
    expect(await tokensOf(scene, folder, 'other').get()).toEqual(token(2));
  });

  test('is not used again once refused, and the 60 s hold over a restart', async () => {
    const scene = await openScene();
    const folder = openFolder();
    const tokens = tokensOf(scene, folder);
    await tokens.get();
    await tokens.drop('simulated-token-1');
    const next = tokensOf(scene, folder);
    expect(await next.get()).toMatchObject({ is: 'lost', wait: MINUTE });
    await scene.clock.advance(MINUTE);
    expect(await next.get()).toEqual(token(2));
  });

  test.each(['', '{', 'null', '{"token":1}'])(
    'counts as absent when it holds "%s"',
    async (text) => {
      const scene = await openScene();
      const folder = openFolder();
      writeFileSync(join(folder, 'kiwoom-token.json'), text);
      expect(await tokensOf(scene, folder).get()).toEqual(token(1));
    },
  );

  test('is not needed: a folder that cannot be written costs nothing', async () => {
    const scene = await openScene();
    const file = join(openFolder(), 'file');
    writeFileSync(file, '');
    expect(await tokensOf(scene, file).get()).toEqual(token(1));
  });
});
