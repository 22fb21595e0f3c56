import { expect, test } from 'vitest';
import { readersOf, type Reader } from '../../../src/app/reload/reader.ts';

function given() {
  const closed = Promise.withResolvers<void>();
  const started: Reader[] = [];
  const readers = readersOf(() => {
    const reader: Reader = {
      read: () => Promise.reject(new Error('unasked')),
      close: () => closed.promise,
    };
    started.push(reader);
    return reader;
  });
  return { readers, started, closed };
}

test('a reader that was made ready is used', async () => {
  const { readers, started, closed } = given();
  readers.prepare();
  closed.resolve();
  expect(await readers.use((reader) => Promise.resolve(reader))).toBe(started[0]);
  expect(started).toHaveLength(1);
});

test('one that is closing is given to nobody: it would never answer', async () => {
  const { readers, started, closed } = given();
  readers.prepare();
  const closing = readers.close();
  const used = readers.use((reader) => Promise.resolve(reader));
  closed.resolve();
  expect(await used).toBe(started[1]);
  await closing;
});
