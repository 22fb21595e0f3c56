import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    // Tests open real sockets and start child processes: one process per file keeps them apart.
    pool: 'forks',
    // Most of the long ones wait for sockets and processes: a third worker uses what two leave.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Nothing a test changed may reach the next one.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    reporters: ['default', './test/closing-line.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reportsDirectory: 'coverage' },
  },
});
