import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { watchFiles, type FileWatch } from '../../../src/app/reload/watch-files.ts';
import { fakeClock, type FakeClock } from '../../helpers/fake-clock.ts';

interface Watched {
  readonly clock: FakeClock;
  readonly watch: FileWatch;
  /** What the file held each time it was settled. */
  readonly read: readonly string[];
  /** How often it was said that somebody writes, since the watch began. */
  stirs(): number;
  /** Writes the file; a deaf watcher is not told. */
  write(text: string): void;
}

/** One file, `config/rules.yaml`, that was read once before the watch began. */
async function watched({ deaf = false } = {}): Promise<Watched> {
  const clock = fakeClock();
  const read: string[] = [];
  let text = '';
  let stirs = 0;
  let hear = (): void => undefined;
  const watch = watchFiles({
    clock,
    eyes: {
      stamp: () => Promise.resolve(text),
      listen(folders, heard) {
        expect(folders).toEqual(['config']);
        hear = deaf ? hear : heard;
        return () => (hear = () => undefined);
      },
    },
    stirred: () => (stirs += 1),
    settled: () => Promise.resolve(void read.push(text)),
    crash: (fault) => expect.unreachable(String(fault)),
  });
  watch.follow(['config/rules.yaml']);
  await clock.advance(2_000);
  read.length = 0;
  return {
    clock,
    watch,
    read,
    stirs: () => stirs,
    write(now) {
      text = now;
      hear();
    },
  };
}

describe('a file that is watched', () => {
  test('is read 500 ms after its last change, once', async () => {
    const { clock, read, write } = await watched();
    write('a');
    await clock.advance(300);
    write('b');
    await clock.advance(499);
    expect(read).toEqual([]);
    await clock.advance(61);
    expect(read).toEqual(['b']);
    await clock.advance(10_000);
    expect(read).toEqual(['b']);
  });

  test('is said to be written at each change; the first look at it is none', async () => {
    const { clock, stirs, write } = await watched();
    expect(stirs()).toBe(0);
    write('a');
    await clock.advance(100);
    write('b');
    await clock.advance(100);
    expect(stirs()).toBe(2);
  });

  test('is found changed by polling when nobody tells', async () => {
    const { clock, read, write } = await watched({ deaf: true });
    write('a');
    await clock.advance(1_600);
    expect(read).toEqual(['a']);
  });

  test('is not read while it is being written, however long that takes', async () => {
    const { clock, read, write } = await watched();
    for (let n = 1; n <= 100; n += 1) {
      write('x'.repeat(n));
      await clock.advance(100);
    }
    expect(read).toEqual([]);
    await clock.advance(500);
    expect(read).toEqual(['x'.repeat(100)]);
  });

  test('is left alone after the end, and no timer stays', async () => {
    const { clock, watch, read, write } = await watched();
    write('a');
    await clock.advance(100);
    watch.close();
    await clock.advance(5_000);
    expect(read).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});

test('whatever the pace of the writer, nothing half-written is read and the whole is', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 450 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(pauses, fc.boolean(), async (between, deaf) => {
      const { clock, watch, read, write } = await watched({ deaf });
      for (const [n, ms] of between.entries()) {
        write('x'.repeat(n + 1));
        await clock.advance(ms);
      }
      await clock.advance(2_000);
      expect(read).toEqual(['x'.repeat(between.length)]);
      watch.close();
    }),
    { numRuns: 50 },
  );
});

test('who asks waits for a writer, and not at all for a quiet file', async () => {
  const { clock, watch, write } = await watched();
  onTestFinished(() => watch.close());
  let quietAt: number | undefined;
  const ask = (): void => {
    quietAt = undefined;
    watch.quiet().then(
      () => (quietAt = clock.elapsed()),
      () => undefined,
    );
  };
  const began = clock.elapsed();
  ask();
  await clock.advance(0);
  expect(quietAt).toBe(began);
  write('a');
  ask();
  await clock.advance(400);
  expect(quietAt).toBeUndefined();
  await clock.advance(200);
  expect(quietAt).toBe(began + 500);
});
