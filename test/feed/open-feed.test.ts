import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, onTestFinished } from 'vitest';
import type { FeedState } from '../../src/feed/feed.ts';
import { openFeed } from '../../src/feed/open-feed.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { FeedSettings } from '../../src/settings/settings.ts';
import { until } from './scene.ts';

function open(settings: FeedSettings) {
  const cacheFolder = join(tmpdir(), 'vigil-never-made');
  const feed = openFeed(settings, { clock: systemClock, random: () => 0, cacheFolder });
  const states: FeedState[] = [];
  const frames: string[] = [];
  feed.open({
    frame: (text) => frames.push(text),
    state: (state) => states.push(state),
    stocks: () => {},
  });
  onTestFinished(() => feed.close());
  return { feed, states, frames, cacheFolder };
}

describe('the feed that the settings ask for', () => {
  test('is the simulator: it watches, plays, leaves no file, and ends', async () => {
    const { feed, states, frames, cacheFolder } = open({
      source: 'simulator',
      speed: 100,
      day: 'ordinary',
      seed: 1,
    });
    await until(() => frames.length > 5);
    expect(states.map(({ is }) => is)).toEqual(['connecting', 'watching']);
    await feed.close();
    expect(states.at(-1)).toMatchObject({ is: 'stopped', why: 'closed' });
    const heard = frames.length;
    expect(existsSync(cacheFolder)).toBe(false);
    await feed.close();
    expect(frames).toHaveLength(heard);
  });

  test('is a recording, as it stands in its file', async () => {
    const file = fileURLToPath(
      new URL('../fixtures/frames/official-sample.jsonl', import.meta.url),
    );
    const { states, frames } = open({ source: 'replay', file, speed: 1 });
    await until(() => frames.length > 0);
    expect(frames).toEqual([readFileSync(file, 'utf8').trimEnd()]);
    expect(states.map(({ is }) => is)).toEqual(['connecting', 'watching', 'stopped']);
  });
});
