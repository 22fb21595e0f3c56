import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants have to get past (`npm run mutation`): pure ones, without sockets and
 * processes, so that each of some thousand mutants is judged in a moment.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      'test/deliver/{capacity,limits,plan,next-move,ring,told,verdict}.test.ts',
      'test/channel/clean-text.test.ts',
      'test/channel/{slack,telegram}/render.test.ts',
      'test/command/access.test.ts',
      'test/rules/number-{test,word}.test.ts',
    ],
  },
});
